// math_gamma.c -- the gamma function by Lanczos' approximation, with Boost's coefficients
// (N = 13, g = 6.0246...) and, as in CPython, an exact table for small whole numbers. libm's
// own differs in the last bits.

#include "vm/modules/math.h"

#include <errno.h>
#include <math.h>

enum { TERMS = 13, FACTORIALS = 23 };

static const double G = 6.024680040776729583740234375;
static const double G_MINUS_HALF = 5.524680040776729583740234375;
static const double LOG_PI = 1.144729885849400174143427351353058711647;

static const double numerator[TERMS] = {
    23531376880.410759688572007674451636754734846804940,
    42919803642.649098768957899047001988850926355848959,
    35711959237.355668049440185451547166705960488635843,
    17921034426.037209699919755754458931112671403265390,
    6039542586.3520280050642916443072979210699388420708,
    1439720407.3117216736632230727949123939715485786772,
    248874557.86205415651146038641322942321632125127801,
    31426415.585400194380614231628318205362874684987640,
    2876370.6289353724412254090516208496135991145378768,
    186056.26539522349504029498971604569928220784236328,
    8071.6720023658162106380029022722506138218516325024,
    210.82427775157934587250973392071336271166969580291,
    2.5066282746310002701649081771338373386264310793408,
};

// x (x + 1) ... (x + 11)
static const double denominator[TERMS] = {
    0.0,       39916800.0, 120543840.0, 150917976.0, 105258076.0, 45995730.0, 13339535.0,
    2637558.0, 357423.0,   32670.0,     1925.0,      66.0,        1.0,
};

// The rational function; for large x in 1/x, so that nothing overflows.
static double lanczos(double x)
{
    double above = 0.0, below = 0.0;
    if (x < 5.0) {
        for (int i = TERMS - 1; i >= 0; i--) {
            above = above * x + numerator[i];
            below = below * x + denominator[i];
        }
    } else {
        for (int i = 0; i < TERMS; i++) {
            above = above / x + numerator[i];
            below = below / x + denominator[i];
        }
    }
    return above / below;
}

// sin(pi x), exact for whole and half numbers.
static double sin_pi(double x)
{
    double y = fmod(fabs(x), 2.0), result;
    switch ((int)round(2.0 * y)) {
    case 0: result = sin(M_PI * y); break;
    case 1: result = cos(M_PI * (y - 0.5)); break;
    case 2: result = sin(M_PI * (1.0 - y)); break;
    case 3: result = -cos(M_PI * (y - 1.5)); break;
    default: result = sin(M_PI * (y - 2.0));
    }
    return copysign(1.0, x) * result;
}

static double factorial_below(double x)
{
    double product = 1.0;
    for (double i = 2.0; i < x; i += 1.0)
        product *= i;
    return product;
}

// The general case: |x| <= 200, not whole, not tiny.
static double by_lanczos(double x)
{
    double size = fabs(x);
    double y = size + G_MINUS_HALF;
    // What was lost in that sum, and how much it matters for the power.
    double lost = size > G_MINUS_HALF ? y - size - G_MINUS_HALF : y - G_MINUS_HALF - size;
    double correction = lost * G / y;
    double result = x < 0.0 ? -M_PI / sin_pi(size) / size * exp(y) / lanczos(size)
                            : lanczos(size) / exp(y);
    if (x < 0.0)
        result -= correction * result;
    else
        result += correction * result;
    bool in_one = size < 140.0; // else the power alone would overflow
    double power = in_one ? pow(y, size - 0.5) : pow(y, size / 2.0 - 0.25);
    for (int i = 0; i < (in_one ? 1 : 2); i++)
        result = x < 0.0 ? result / power : result * power;
    return result;
}

double math_gamma(double x)
{
    if (isnan(x) || (isinf(x) && x > 0.0)) return x;
    if (isinf(x) || (x < 0.0 && x == floor(x))) {
        errno = EDOM;
        return NAN;
    }
    if (x == 0.0) {
        errno = EDOM;
        return copysign(INFINITY, x);
    }
    if (x == floor(x) && x <= FACTORIALS) return factorial_below(x);

    double result;
    if (fabs(x) < 1e-20)
        result = 1.0 / x;
    else if (fabs(x) > 200.0)
        result = x < 0.0 ? 0.0 / sin_pi(x) : INFINITY;
    else
        result = by_lanczos(x);
    if (isinf(result)) errno = ERANGE;
    return result;
}

double math_lgamma(double x)
{
    if (isnan(x)) return x;
    if (isinf(x)) return INFINITY;
    if (x == floor(x) && x <= 2.0) {
        if (x > 0.0) return 0.0;
        errno = EDOM;
        return INFINITY;
    }
    double size = fabs(x);
    if (size < 1e-20) return -log(size);
    double result = log(lanczos(size)) - G;
    result += (size - 0.5) * (log(size + G - 0.5) - 1);
    if (x < 0.0) result = LOG_PI - log(fabs(sin_pi(size))) - log(size) - result;
    if (isinf(result)) errno = ERANGE;
    return result;
}
