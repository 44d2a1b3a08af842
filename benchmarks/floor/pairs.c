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

#define ARRAYS                                                                     \
    const Month *m, int64_t size, int64_t offset, const double *restrict here,     \
    const double *restrict came, const double *restrict x,                         \
    const double *restrict y, const double *restrict effort,                       \
    const double *restrict group, const double *restrict steers,                   \
    const double *restrict inside, const double *restrict first,                   \
    double *restrict trust
#define SAME_ARRAYS                                                                \
    m, size, offset, here, came, x, y, effort, group, steers, inside, first, trust

static inline __attribute__((always_inline)) void tie_of_all(ARRAYS, int seats)
{
    const Month month = *m;
    for (int64_t own = 0; own < size; own++) {
        int64_t other = own + offset;
        double dx = x[own] - x[other], dy = y[own] - y[other];
        double away = sqrt(dx * dx + dy * dy);
        double felt = clip(month.common + month.effort * effort[other]
                           - month.hurt * away + month.past * first[own]);
        double heard = inside[own];
        if (seats) {
            double met = group[own] == group[other] ? heard : month.across;
            double more = met > month.steering ? met : month.steering;
            heard = steers[own] * steers[other] > 0.0 ? more : met;
        }
        double contact = heard * (came[own] * came[other]);
        double old = trust[own], gap = felt - old;
        double rise = gap > 0.0 ? gap : 0.0, fall = gap < 0.0 ? gap : 0.0;
        double moved = contact * (month.up * rise + month.down * fall);
        double after = old + moved
                       + (1.0 - contact) * month.drift * (first[own] - old);
        trust[own] = here[own] * here[other] > 0.0 ? after : old;
    }
}

/* Functions of their own: only so are their arrays known to lie apart. */
static __attribute__((noinline)) void at_one_table(ARRAYS)
{
    tie_of_all(SAME_ARRAYS, 0);
}

static __attribute__((noinline)) void in_groups(ARRAYS)
{
    tie_of_all(SAME_ARRAYS, 1);
}

/* Months of trust: ties outside, organisations inside. Trust has axes
   (tie, organisation). */
void learn_trust(
    int64_t months, int64_t groups, const Month *m, int64_t size, int64_t ties,
    const int64_t *offsets, const double *here, const double *came, const double *x,
    const double *y, const double *effort, const double *group, const double *steers,
    const double *inside, const double *firsts, double *trusts)
{
    for (int64_t k = 0; k < months; k++)
        for (int64_t tie = 0; tie < ties; tie++) {
            int64_t offset = offsets[tie];
            const double *first = firsts + tie * size;
            double *trust = trusts + tie * size;
            if (groups > 1)
                in_groups(SAME_ARRAYS);
            else
                at_one_table(SAME_ARRAYS);
        }
}
