using System.Numerics;
using Grad.Products;

namespace Grad.Factorizations;

/// <summary>What multiplies the matrices that blocked factorisations consist of.</summary>
internal interface IProducts
{
    /// <summary>Its name.</summary>
    string Name { get; }

    /// <summary>C = op(A) · op(B) (+ C).</summary>
    void Multiply<T>(in Product product, nint a, nint b, nint c) where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}
