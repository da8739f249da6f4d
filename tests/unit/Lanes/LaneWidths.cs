using Grad.Numerics;

namespace Grad.Tests.Unit.Lanes;

public sealed class Lanes1OfFloatOperationTests : LaneOperationTests<Lanes1<float>, float>;

public sealed class Lanes1OfDoubleOperationTests : LaneOperationTests<Lanes1<double>, double>;

public sealed class Lanes128OfFloatOperationTests : LaneOperationTests<Lanes128<float>, float>;

public sealed class Lanes128OfDoubleOperationTests : LaneOperationTests<Lanes128<double>, double>;

public sealed class Lanes256OfFloatOperationTests : LaneOperationTests<Lanes256<float>, float>;

public sealed class Lanes256OfDoubleOperationTests : LaneOperationTests<Lanes256<double>, double>;

public sealed class Lanes512OfFloatOperationTests : LaneOperationTests<Lanes512<float>, float>;

public sealed class Lanes512OfDoubleOperationTests : LaneOperationTests<Lanes512<double>, double>;

public sealed class Lanes1OfFloatMemoryTests : LaneMemoryTests<Lanes1<float>, float>;

public sealed class Lanes1OfDoubleMemoryTests : LaneMemoryTests<Lanes1<double>, double>;

public sealed class Lanes128OfFloatMemoryTests : LaneMemoryTests<Lanes128<float>, float>;

public sealed class Lanes128OfDoubleMemoryTests : LaneMemoryTests<Lanes128<double>, double>;

public sealed class Lanes256OfFloatMemoryTests : LaneMemoryTests<Lanes256<float>, float>;

public sealed class Lanes256OfDoubleMemoryTests : LaneMemoryTests<Lanes256<double>, double>;

public sealed class Lanes512OfFloatMemoryTests : LaneMemoryTests<Lanes512<float>, float>;

public sealed class Lanes512OfDoubleMemoryTests : LaneMemoryTests<Lanes512<double>, double>;
