using System.Numerics;
using Grad.Products;

namespace Grad.Factorizations;

/// <summary>
/// The Fortran symbols of LAPACK in a loaded library, for one element type: dpotrf_ and its kin. Arguments are
/// addresses; behind them, compiled Fortran expects the lengths of its strings, which MKL and Accelerate ignore and a
/// LAPACK compiled by gfortran may write over: they are passed, as ones.
/// </summary>
internal sealed unsafe class LapackLibrary<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>uplo, n, A, lda, info.</summary>
    internal readonly delegate* unmanaged[Cdecl]<byte*, int*, T*, int*, int*, nint, void> Potrf;

    /// <summary>m, n, A, lda, pivots, info.</summary>
    internal readonly delegate* unmanaged[Cdecl]<int*, int*, T*, int*, int*, int*, void> Getrf;

    /// <summary>side, uplo, trans, diag, m, n, alpha, A, lda, B, ldb.</summary>
    internal readonly delegate* unmanaged[Cdecl]<
        byte*, byte*, byte*, byte*, int*, int*, T*, T*, int*, T*, int*, nint, nint, nint, nint, void> Trsm;

    /// <summary>jobz, uplo, n, A, lda, values, work, lwork, iwork, liwork, info.</summary>
    internal readonly delegate* unmanaged[Cdecl]<
        byte*, byte*, int*, T*, int*, T*, T*, int*, int*, int*, int*, nint, nint, void> Syevd;

    /// <summary>m, n, A, lda, tau, work, lwork, info.</summary>
    internal readonly delegate* unmanaged[Cdecl]<int*, int*, T*, int*, T*, T*, int*, int*, void> Gelqf;

    /// <summary>m, n, k, A, lda, tau, work, lwork, info.</summary>
    internal readonly delegate* unmanaged[Cdecl]<int*, int*, int*, T*, int*, T*, T*, int*, int*, void> Orglq;

    /// <summary>jobz, m, n, A, lda, values, U, ldu, VT, ldvt, work, lwork, iwork, info.</summary>
    internal readonly delegate* unmanaged[Cdecl]<
        byte*, int*, int*, T*, int*, T*, T*, int*, T*, int*, T*, int*, int*, int*, nint, void> Gesdd;

    internal LapackLibrary(BlasLibrary library)
    {
        var letter = typeof(T) == typeof(float) ? "s" : "d";
        Potrf = (delegate* unmanaged[Cdecl]<byte*, int*, T*, int*, int*, nint, void>)Find("potrf");
        Getrf = (delegate* unmanaged[Cdecl]<int*, int*, T*, int*, int*, int*, void>)Find("getrf");
        Trsm = (delegate* unmanaged[Cdecl]<
            byte*, byte*, byte*, byte*, int*, int*, T*, T*, int*, T*, int*, nint, nint, nint, nint, void>)Find("trsm");
        Syevd = (delegate* unmanaged[Cdecl]<
            byte*, byte*, int*, T*, int*, T*, T*, int*, int*, int*, int*, nint, nint, void>)Find("syevd");
        Gelqf = (delegate* unmanaged[Cdecl]<int*, int*, T*, int*, T*, T*, int*, int*, void>)Find("gelqf");
        Orglq = (delegate* unmanaged[Cdecl]<int*, int*, int*, T*, int*, T*, T*, int*, int*, void>)Find("orglq");
        Gesdd = (delegate* unmanaged[Cdecl]<
            byte*, int*, int*, T*, int*, T*, T*, int*, T*, int*, T*, int*, int*, int*, nint, void>)Find("gesdd");

        nint Find(string name) => library.Export(letter + name + "_");
    }

    /// <summary>Whether every function is there and factors [4 2; 2 5] = [2 0; 1 2]·[2 1; 0 2] rightly.</summary>
    internal bool IsUsable
    {
        get
        {
            if (Potrf is null || Getrf is null || Trsm is null || Syevd is null || Gelqf is null || Orglq is null
                || Gesdd is null) return false;
            var a = stackalloc T[] { T.CreateChecked(4), T.CreateChecked(2), T.CreateChecked(2), T.CreateChecked(5) };
            var (upper, n, info) = ((byte)'U', 2, -1);
            Potrf(&upper, &n, a, &n, &info, 1);
            return info == 0 && a[0] == T.CreateChecked(2) && a[2] == T.One && a[3] == T.CreateChecked(2);
        }
    }
}
