/* The pair loop of trust by hand: the least time that its arithmetic takes.

   The same laws on the same arrays, in the same order, so that every number is equal
   to that of the compiled engine (cisim.engine.kernel.pairs.learn_trust). Vectors of
   places hold the roster twice, so that partner i + offset is never round it. */

#include <math.h>
#include <stdint.h>

typedef struct {
    double common, effort, hurt, past; /* what is the same in all experiences */
    double up, down, drift;            /* shares of a distance covered in a month */
    double across, steering;           /* contact of other groups, of the steering one */
} Month;

static inline double clip(double value)
{
    double floor = value > 0.0 ? value : 0.0;
    return floor < 1.0 ? floor : 1.0;
}

/* Kept a function of its own: only so are its arrays known to lie apart. */
__attribute__((noinline)) static void tie_of_all(
    const Month *m, int64_t size, int64_t offset,
    const double *restrict here, const double *restrict came,
    const double *restrict x, const double *restrict y,
    const double *restrict effort, const double *restrict group,
    const double *restrict steers, const double *restrict inside,
    const double *restrict first, double *restrict trust)
{
    const Month month = *m;
    for (int64_t own = 0; own < size; own++) {
        int64_t other = own + offset;
        double dx = x[own] - x[other], dy = y[own] - y[other];
        double away = sqrt(dx * dx + dy * dy);
        double felt = clip(month.common + month.effort * effort[other]
                           - month.hurt * away + month.past * first[own]);
        double met = group[own] == group[other] ? inside[own] : month.across;
        double more = met > month.steering ? met : month.steering;
        double heard = steers[own] * steers[other] > 0.0 ? more : met;
        double contact = heard * (came[own] * came[other]);
        double old = trust[own], gap = felt - old;
        double rise = gap > 0.0 ? gap : 0.0, fall = gap < 0.0 ? gap : 0.0;
        double moved = contact * (month.up * rise + month.down * fall);
        double after = old + moved
                       + (1.0 - contact) * month.drift * (first[own] - old);
        trust[own] = here[own] * here[other] > 0.0 ? after : old;
    }
}

/* Months of trust: ties outside, organisations inside. Trust has axes
   (tie, organisation). */
void learn_trust(
    int64_t months, const Month *month, int64_t size, int64_t ties,
    const int64_t *offsets, const double *here, const double *came,
    const double *x, const double *y, const double *effort, const double *group,
    const double *steers, const double *inside, const double *first, double *trust)
{
    for (int64_t k = 0; k < months; k++)
        for (int64_t tie = 0; tie < ties; tie++)
            tie_of_all(month, size, offsets[tie], here, came, x, y, effort, group,
                       steers, inside, first + tie * size, trust + tie * size);
}
