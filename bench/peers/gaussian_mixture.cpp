// ADBench's Gaussian mixture by hand: the objective, and its gradient by formulas worked out on paper.
//
//     gaussian_mixture INPUT OUTPUT
//
// INPUT holds doubles: d, k, n, gamma, m, then the weights [k], the means [k, d], the factors [k, d(d+1)/2] and the points
// [n, d]. Writes the objective and the gradient with respect to weights, means and factors to OUTPUT, and prints the
// compiler's version and the least seconds of an objective and of an objective with its gradient.

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <limits>
#include <vector>

using numbers = std::vector<double>;

// The constant of the reference, which shows at the tenth digit of its objectives.
constexpr double pi = 3.14159265359;

struct mixture {
    int d, k, n;
    double gamma;
    int m;
    numbers weights, means, factors, points;

    int triangle() const { return d * (d + 1) / 2; }
};

static double log_sum_exp(const double* x, int count) {
    double largest = *std::max_element(x, x + count), sum = 0;
    for (int i = 0; i < count; i++) sum += std::exp(x[i] - largest);
    return largest + std::log(sum);
}

static double log_gamma(double p, int d) {
    double sum = d * (d - 1) / 4.0 * std::log(pi);
    for (int j = 1; j <= d; j++) sum += std::lgamma(p + (1 - j) / 2.0);
    return sum;
}

static double prior(const mixture& a) {
    double degrees = a.d + a.m + 1;
    double constant = degrees * a.d * (std::log(a.gamma) - std::log(2) / 2) - log_gamma(degrees / 2, a.d);
    double squares = 0, logarithms = 0;
    for (int k = 0; k < a.k; k++) {
        const double* factor = &a.factors[k * a.triangle()];
        for (int i = 0; i < a.d; i++) squares += std::exp(2 * factor[i]), logarithms += factor[i];
        for (int i = a.d; i < a.triangle(); i++) squares += factor[i] * factor[i];
    }
    return a.gamma * a.gamma / 2 * squares - a.m * logarithms - a.k * constant;
}

// What does not depend on the points: exp of the diagonals, and for each component its weight plus the diagonal's logarithms.
struct prepared {
    numbers diagonal, terms;

    explicit prepared(const mixture& a) : diagonal(a.k * a.d), terms(a.weights) {
        for (int k = 0; k < a.k; k++) {
            for (int i = 0; i < a.d; i++) {
                double logarithm = a.factors[k * a.triangle() + i];
                diagonal[k * a.d + i] = std::exp(logarithm);
                terms[k] += logarithm;
            }
        }
    }
};

// apart = x - mean, image = factor * apart, column by column; the squared length of the image.
static double distance(
    int d, const double* point, const double* mean, const double* diagonal, const double* __restrict below,
    double* __restrict apart, double* __restrict image) {
    for (int i = 0; i < d; i++) apart[i] = point[i] - mean[i], image[i] = diagonal[i] * apart[i];
    for (int j = 0; j < d; j++) {
        for (int i = j + 1; i < d; i++) image[i] += below[i - j - 1] * apart[j];
        below += d - j - 1;
    }
    double sum = 0;
    for (int i = 0; i < d; i++) sum += image[i] * image[i];
    return sum;
}

static double objective(const mixture& a) {
    prepared known(a);
    numbers apart(a.d), image(a.d), terms(a.k);
    double sum = 0;
    for (int p = 0; p < a.n; p++) {
        for (int k = 0; k < a.k; k++) {
            terms[k] = known.terms[k] - 0.5 * distance(
                a.d, &a.points[p * a.d], &a.means[k * a.d], &known.diagonal[k * a.d],
                &a.factors[k * a.triangle() + a.d], apart.data(), image.data());
        }
        sum += log_sum_exp(terms.data(), a.k);
    }
    return sum - a.n * (a.d / 2.0 * std::log(2 * pi) + log_sum_exp(a.weights.data(), a.k)) + prior(a);
}

// With the share w of a point's component, y = L (x - mean): the sums of w, of w y, and of w y (x - mean)^T below and on the
// diagonal give all gradients.
static double gradient(const mixture& a, numbers& weights, numbers& means, numbers& factors) {
    prepared known(a);
    numbers apart(a.k * a.d), image(a.k * a.d), terms(a.k), images(a.k * a.d);
    std::fill(weights.begin(), weights.end(), 0);
    std::fill(means.begin(), means.end(), 0);
    std::fill(factors.begin(), factors.end(), 0);
    double sum = 0;
    for (int p = 0; p < a.n; p++) {
        for (int k = 0; k < a.k; k++) {
            terms[k] = known.terms[k] - 0.5 * distance(
                a.d, &a.points[p * a.d], &a.means[k * a.d], &known.diagonal[k * a.d],
                &a.factors[k * a.triangle() + a.d], &apart[k * a.d], &image[k * a.d]);
        }
        double all = log_sum_exp(terms.data(), a.k);
        sum += all;
        for (int k = 0; k < a.k; k++) {
            double share = std::exp(terms[k] - all);
            const double *__restrict x = &apart[k * a.d], *__restrict y = &image[k * a.d];
            double *__restrict total = &images[k * a.d], *__restrict of_factor = &factors[k * a.triangle()];
            weights[k] += share;
            for (int i = 0; i < a.d; i++) total[i] += share * y[i], of_factor[i] -= share * y[i] * x[i];
            of_factor += a.d;
            for (int j = 0; j < a.d; j++) {
                double scaled = share * x[j];
                for (int i = j + 1; i < a.d; i++) of_factor[i - j - 1] -= scaled * y[i];
                of_factor += a.d - j - 1;
            }
        }
    }
    double of_weights = log_sum_exp(a.weights.data(), a.k), square = a.gamma * a.gamma;
    for (int k = 0; k < a.k; k++) {
        const double *diagonal = &known.diagonal[k * a.d], *below = &a.factors[k * a.triangle() + a.d];
        double *total = &images[k * a.d], *of_factor = &factors[k * a.triangle()], *of_mean = &means[k * a.d];
        for (int i = 0; i < a.d; i++) {
            of_factor[i] = weights[k] + of_factor[i] * diagonal[i] + square * diagonal[i] * diagonal[i] - a.m;
            of_mean[i] = diagonal[i] * total[i];
        }
        for (int i = a.d; i < a.triangle(); i++) of_factor[i] += square * a.factors[k * a.triangle() + i];
        for (int j = 0; j < a.d; j++) {
            for (int i = j + 1; i < a.d; i++) of_mean[j] += below[i - j - 1] * total[i];
            below += a.d - j - 1;
        }
        weights[k] -= a.n * std::exp(a.weights[k] - of_weights);
    }
    return sum - a.n * (a.d / 2.0 * std::log(2 * pi) + of_weights) + prior(a);
}

template <typename Action>
static double least(Action action) {
    using clock = std::chrono::steady_clock;
    double best = std::numeric_limits<double>::infinity();
    auto start = clock::now();
    for (int run = 0; run < 20 || std::chrono::duration<double>(clock::now() - start).count() < 1.5; run++) {
        auto before = clock::now();
        action();
        best = std::min(best, std::chrono::duration<double>(clock::now() - before).count());
    }
    return best;
}

int main(int, char** arguments) {
    std::ifstream input(arguments[1], std::ios::binary);
    auto read = [&](int count) {
        numbers values(count);
        input.read(reinterpret_cast<char*>(values.data()), count * sizeof(double));
        return values;
    };
    auto header = read(5);
    mixture a{int(header[0]), int(header[1]), int(header[2]), header[3], int(header[4]), {}, {}, {}, {}};
    a.weights = read(a.k), a.means = read(a.k * a.d), a.factors = read(a.k * a.triangle()), a.points = read(a.n * a.d);
    if (!input) {
        std::cerr << "The input is too short.\n";
        return 1;
    }

    numbers weights(a.k), means(a.k * a.d), factors(a.k * a.triangle());
    double value = 0;
    volatile double sink = 0;
    double alone = least([&] { sink = objective(a); });
    double both = least([&] { value = gradient(a, weights, means, factors); });
    std::ofstream output(arguments[2], std::ios::binary);
    auto write = [&](const double* values, size_t count) {
        output.write(reinterpret_cast<const char*>(values), count * sizeof(double));
    };
    write(&value, 1), write(weights.data(), weights.size()), write(means.data(), means.size());
    write(factors.data(), factors.size());
    std::printf("%s\n%.9g\n%.9g\n", __VERSION__, alone, both);
}
