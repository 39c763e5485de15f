#include "kernels.h"

#include <stdlib.h>

#if defined(__x86_64__)
#include "rows.h"

// Five layers at once, row by row, so that what lies between them stays in the cache:
//   first = 3x3 of the picture, every second position      half of the size
//   narrow = 2x2 of first, wide = 2x2 of narrow
//   both = greatest of 2x2 of first, beside wide
//   joined = 3x3 of both, every second position            a quarter of the size
//   last = 1x1 of joined
// Each is cut off below zero. Rows are kept in rings: as many as the next layer looks at, rounded up to 4.
enum { RING = 4, COLOURS = 3, MOST = 128 };

struct vouch_stem {
    sums first, narrow, wide, joined, last;
};

// Rows of channels; a row every second of whose columns is taken next is kept as its even and its odd columns.
typedef struct {
    float *rows;
    int channels;
    long width, stride;  // of a row of a channel, and of its half where it is kept in two
    bool halved;
    long made;  // rows made until now
    long height;
} ring;

typedef struct {
    ring picture, first, narrow, both;
    float *joined, *row, *nothing;
    const float *taps[2 * MOST * 9];
} stem_space;

// Takes a layer's numbers from `from` and moves it behind them.
static bool take(sums *sums, int outputs, int taps, const float **from) {
    const float *weights = *from, *bias = weights + (size_t)outputs * taps;
    *from = bias + outputs;
    return sums_fill(sums, outputs, taps, weights, bias);
}

vouch_stem *vouch_stem_make(const int sizes[5], const float *numbers) {
    for (int i = 0; i < 5; i++)
        if (sizes[i] <= 0 || sizes[i] > MOST) return NULL;
    if (sizes[0] != sizes[2]) return NULL;
    vouch_stem *stem = calloc(1, sizeof *stem);
    if (!stem) return NULL;
    if (take(&stem->first, sizes[0], COLOURS * 9, &numbers) && take(&stem->narrow, sizes[1], sizes[0] * 4, &numbers) &&
        take(&stem->wide, sizes[2], sizes[1] * 4, &numbers) &&
        take(&stem->joined, sizes[3], sizes[0] * 2 * 9, &numbers) && take(&stem->last, sizes[4], sizes[3], &numbers))
        return stem;
    vouch_stem_free(stem);
    return NULL;
}

void vouch_stem_free(vouch_stem *stem) {
    sums_free(&stem->first);
    sums_free(&stem->narrow);
    sums_free(&stem->wide);
    sums_free(&stem->joined);
    sums_free(&stem->last);
    free(stem);
}

int vouch_stem_outputs(const vouch_stem *stem) { return stem->last.outputs; }

static long half(long size) { return (size + 1) / 2; }

static bool ring_make(ring *ring, int channels, long width, long height, bool halved) {
    long parts = halved ? 2 : 1;
    ring->channels = channels;
    ring->width = width;
    ring->height = height;
    ring->halved = halved;
    ring->made = 0;
    ring->stride = padded(halved ? half(width) : width);
    size_t count = (size_t)RING * channels * parts * ring->stride;
    ring->rows = floats(count);
    if (ring->rows) memset(ring->rows, 0, sizeof(float) * count);
    return ring->rows != NULL;
}

// A row of a channel, or its part of even or odd columns; a row of zeros beyond the image.
static float *ring_row(const ring *ring, long row, int channel, int part) {
    long parts = ring->halved ? 2 : 1;
    return ring->rows + (((row % RING) * ring->channels + channel) * parts + part) * ring->stride + MARGIN;
}

static const float *seen(const ring *ring, const stem_space *space, long row, int channel, int part) {
    return row < 0 || row >= ring->height ? space->nothing + MARGIN : ring_row(ring, row, channel, part);
}

BEGIN_AVX512

// Parts a row into even and odd columns.
static void part(const float *row, long width, float *even, float *odd) {
    const __m512i evens = _mm512_set_epi32(30, 28, 26, 24, 22, 20, 18, 16, 14, 12, 10, 8, 6, 4, 2, 0);
    const __m512i odds = _mm512_add_epi32(evens, _mm512_set1_epi32(1));
    for (long column = 0; column < width; column += WIDE) {
        __m512 near = _mm512_maskz_loadu_ps(first_lanes(width - column), row + column);
        __m512 far = _mm512_maskz_loadu_ps(first_lanes(width - column - LANES), row + column + LANES);
        _mm512_storeu_ps(even + column / 2, _mm512_permutex2var_ps(near, evens, far));
        _mm512_storeu_ps(odd + column / 2, _mm512_permutex2var_ps(near, odds, far));
    }
}

// The taps of a 3 x 3 filter that takes every second row and column.
static void taps_of_three(stem_space *space, const ring *from, long row) {
    const float **tap = space->taps;
    for (int channel = 0; channel < from->channels; channel++)
        for (long down = row * 2 - 1; down <= row * 2 + 1; down++) {
            const float *odd = seen(from, space, down, channel, 1);
            *tap++ = odd - 1;
            *tap++ = seen(from, space, down, channel, 0);
            *tap++ = odd;
        }
}

// The taps of a 2 x 2 filter.
static void taps_of_two(stem_space *space, const ring *from, long row) {
    const float **tap = space->taps;
    for (int channel = 0; channel < from->channels; channel++)
        for (long down = row; down <= row + 1; down++) {
            const float *seen_row = seen(from, space, down, channel, 0);
            *tap++ = seen_row;
            *tap++ = seen_row + 1;
        }
}

static void make_first(const vouch_stem *stem, stem_space *space, const float *x, long row) {
    ring *picture = &space->picture, *first = &space->first;
    for (; first->made <= row && first->made < first->height; first->made++) {
        for (; picture->made <= first->made * 2 + 1 && picture->made < picture->height; picture->made++)
            for (int colour = 0; colour < COLOURS; colour++)
                part(x + (colour * picture->height + picture->made) * picture->width, picture->width,
                     ring_row(picture, picture->made, colour, 0), ring_row(picture, picture->made, colour, 1));
        taps_of_three(space, picture, first->made);
        sum_rows(&stem->first, space->taps, first->width, ring_row(first, first->made, 0, 0), first->stride, true);
    }
}

static void make_narrow(const vouch_stem *stem, stem_space *space, const float *x, long row) {
    ring *narrow = &space->narrow;
    for (; narrow->made <= row && narrow->made < narrow->height; narrow->made++) {
        make_first(stem, space, x, narrow->made + 1);
        taps_of_two(space, &space->first, narrow->made);
        sum_rows(&stem->narrow, space->taps, narrow->width, ring_row(narrow, narrow->made, 0, 0), narrow->stride, true);
    }
}

// The greatest of each 2 x 2 positions.
static void pool(const float *upper, const float *lower, long width, float *to) {
    for (long column = 0; column < width; column += LANES) {
        __m512 above = _mm512_max_ps(_mm512_loadu_ps(upper + column), _mm512_loadu_ps(upper + column + 1));
        __m512 below = _mm512_max_ps(_mm512_loadu_ps(lower + column), _mm512_loadu_ps(lower + column + 1));
        _mm512_storeu_ps(to + column, _mm512_max_ps(above, below));
    }
}

static void make_both(const vouch_stem *stem, stem_space *space, const float *x, long row) {
    ring *both = &space->both, *first = &space->first;
    for (; both->made <= row && both->made < both->height; both->made++) {
        long made = both->made, stride = first->stride;
        make_narrow(stem, space, x, made + 1);
        taps_of_two(space, &space->narrow, made);
        sum_rows(&stem->wide, space->taps, both->width, space->row, stride, true);
        for (int channel = 0; channel < first->channels; channel++)
            pool(seen(first, space, made, channel, 0), seen(first, space, made + 1, channel, 0), both->width,
                 space->row + (first->channels + channel) * stride);
        for (int channel = 0; channel < first->channels; channel++) {
            const float *pooled = space->row + (first->channels + channel) * stride;
            const float *wide = space->row + channel * stride;
            part(pooled, both->width, ring_row(both, made, channel, 0), ring_row(both, made, channel, 1));
            part(wide, both->width, ring_row(both, made, first->channels + channel, 0),
                 ring_row(both, made, first->channels + channel, 1));
        }
    }
}

static void make_last(const vouch_stem *stem, stem_space *space, const float *x, float *y) {
    long height = half(space->both.height), width = half(space->both.width), stride = padded(width);
    space->picture.made = space->first.made = space->narrow.made = space->both.made = 0;
    for (long row = 0; row < height; row++) {
        make_both(stem, space, x, row * 2 + 1);
        taps_of_three(space, &space->both, row);
        sum_rows(&stem->joined, space->taps, width, space->joined, stride, true);
        for (int channel = 0; channel < stem->joined.outputs; channel++)
            space->taps[channel] = space->joined + channel * stride;
        sum_rows(&stem->last, space->taps, width, y + row * width, height * width, true);
    }
}

END_AVX512

bool vouch_stem_run(const vouch_stem *stem, const float *x, float *y, long images, long height, long width) {
    stem_space *space = calloc(1, sizeof *space);
    if (!space) return false;
    long rows = half(height), columns = half(width), size = half(rows) * half(columns);
    int inner = stem->first.outputs;
    size_t joined = (size_t)stem->joined.outputs * padded(half(columns));
    bool isThere = ring_make(&space->picture, COLOURS, width, height, true) &&
                   ring_make(&space->first, inner, columns, rows, false) &&
                   ring_make(&space->narrow, stem->narrow.outputs, columns, rows, false) &&
                   ring_make(&space->both, 2 * inner, columns, rows, true);
    space->joined = floats(joined);
    space->row = floats((size_t)2 * inner * padded(columns));
    space->nothing = calloc(padded(width), sizeof(float));
    isThere = isThere && space->joined && space->row && space->nothing;
    for (long image = 0; isThere && image < images; image++)
        make_last(stem, space, x + image * COLOURS * height * width, y + image * stem->last.outputs * size);
    free(space->picture.rows);
    free(space->first.rows);
    free(space->narrow.rows);
    free(space->both.rows);
    free(space->joined);
    free(space->row);
    free(space->nothing);
    free(space);
    return isThere;
}

#else

vouch_stem *vouch_stem_make(const int sizes[5], const float *numbers) { return NULL; }
void vouch_stem_free(vouch_stem *stem) {}
int vouch_stem_outputs(const vouch_stem *stem) { return 0; }
bool vouch_stem_run(const vouch_stem *stem, const float *x, float *y, long images, long height, long width) {
    return false;
}

#endif
