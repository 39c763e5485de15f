#include "kernels.h"

#include <stdlib.h>

#if defined(__x86_64__)
#include "rows.h"

// Four maps of an eighth, a quarter, a half and the whole of a size, the smaller ones enlarged; a 3 x 3 filter of
// them all; two layers that make four positions of one. Sigmoid at the end.
enum { MAPS = 4, LARGEST = 8, PHASES = 4 };
static const int enlargements[MAPS] = {8, 4, 2, 1};

struct vouch_head {
    int channels;  // of a map
    int middle;
    // The filter, for each of the eight ways in which rows of enlarged maps fall together.
    sums filter[LARGEST];
    sums first[PHASES], second;
};

// Which rows about a row are one and the same row of a map that was enlarged: groups of weights' rows, by the first.
typedef struct {
    int first, last;
} span;

static int spans_of(int enlargement, int row, span spans[3]) {
    int count = 0, before = 0;
    for (int down = -1; down <= 1; down++) {
        int place = (row + down + LARGEST) / enlargement;
        if (count > 0 && place == before)
            spans[count - 1].last = down;
        else
            spans[count++] = (span){down, down};
        before = place;
    }
    return count;
}

static bool fill_filter(const vouch_head *head, sums *sums, int row, const float *weights, const float *bias) {
    span spans[3];
    int taps = 0, inputs = MAPS * head->channels;
    for (int map = 0; map < MAPS; map++) taps += spans_of(enlargements[map], row, spans) * 3 * head->channels;
    if (!sums_make(sums, head->middle, taps)) return false;
    memcpy(sums->bias, bias, sizeof(float) * head->middle);
    int tap = 0;
    for (int input = 0; input < inputs; input++) {
        int count = spans_of(enlargements[input / head->channels], row, spans);
        for (int i = 0; i < count; i++)
            for (int across = 0; across < 3; across++, tap++)
                for (int output = 0; output < head->middle; output++)
                    for (int down = spans[i].first; down <= spans[i].last; down++)
                        *sums_weight(sums, output, tap) +=
                            weights[(((size_t)output * inputs + input) * 3 + down + 1) * 3 + across];
    }
    return true;
}

vouch_head *vouch_head_make(int channels, int middle, const float *filter, const float *filter_bias,
                            const float *first, const float *first_bias, const float *second, float second_bias) {
    vouch_head *head = channels > 0 && middle > 0 ? calloc(1, sizeof *head) : NULL;
    if (!head) return NULL;
    head->channels = channels;
    head->middle = middle;
    bool isThere = sums_make(&head->second, PHASES, middle);
    for (int row = 0; isThere && row < LARGEST; row++)
        isThere = fill_filter(head, &head->filter[row], row, filter, filter_bias);
    for (int phase = 0; isThere && phase < PHASES; phase++) {
        isThere = sums_make(&head->first[phase], middle, middle);
        for (int output = 0; isThere && output < middle; output++) {
            head->first[phase].bias[output] = first_bias[output];
            for (int input = 0; input < middle; input++)
                *sums_weight(&head->first[phase], output, input) =
                    first[((size_t)input * middle + output) * PHASES + phase];
        }
        for (int input = 0; isThere && input < middle; input++)
            *sums_weight(&head->second, phase, input) = second[(size_t)input * PHASES + phase];
        if (isThere) head->second.bias[phase] = second_bias;
    }
    if (isThere) return head;
    vouch_head_free(head);
    return NULL;
}

void vouch_head_free(vouch_head *head) {
    for (int row = 0; row < LARGEST; row++) sums_free(&head->filter[row]);
    for (int phase = 0; phase < PHASES; phase++) sums_free(&head->first[phase]);
    sums_free(&head->second);
    free(head);
}

int vouch_head_channels(const vouch_head *head) { return head->channels; }

// Rows of one map that are in use, enlarged: three of them, a ring.
typedef struct {
    float *rows;
    long made;
} enlarged;

typedef struct {
    enlarged maps[MAPS];
    float *nothing, *filtered, *first, *second;
    const float **taps;
    long stride;
} head_space;

BEGIN_AVX512

// e to the power of x; error of a few units in the last place.
static inline __m512 exponential(__m512 x) {
    x = _mm512_max_ps(_mm512_min_ps(x, _mm512_set1_ps(87)), _mm512_set1_ps(-87));
    __m512 power = _mm512_roundscale_ps(_mm512_mul_ps(x, _mm512_set1_ps(1.44269504f)), 0);
    __m512 rest = _mm512_fnmadd_ps(power, _mm512_set1_ps(0.693359375f), x);
    rest = _mm512_fnmadd_ps(power, _mm512_set1_ps(-2.12194440e-4f), rest);
    __m512 sum = _mm512_set1_ps(1.9875691500e-4f);
    sum = _mm512_fmadd_ps(sum, rest, _mm512_set1_ps(1.3981999507e-3f));
    sum = _mm512_fmadd_ps(sum, rest, _mm512_set1_ps(8.3334519073e-3f));
    sum = _mm512_fmadd_ps(sum, rest, _mm512_set1_ps(4.1665795894e-2f));
    sum = _mm512_fmadd_ps(sum, rest, _mm512_set1_ps(1.6666665459e-1f));
    sum = _mm512_fmadd_ps(sum, rest, _mm512_set1_ps(5.0000001201e-1f));
    sum = _mm512_fmadd_ps(_mm512_mul_ps(rest, rest), sum, _mm512_add_ps(rest, _mm512_set1_ps(1)));
    return _mm512_scalef_ps(sum, power);
}

static void sigmoid(float *row, long width) {
    const __m512 one = _mm512_set1_ps(1);
    for (long column = 0; column < width; column += LANES) {
        __m512 fall = exponential(_mm512_sub_ps(_mm512_setzero_ps(), _mm512_loadu_ps(row + column)));
        _mm512_storeu_ps(row + column, _mm512_div_ps(one, _mm512_add_ps(one, fall)));
    }
}

// Each column of a row `times` times, a power of two.
static void enlarge(const float *row, int times, long width, float *to) {
    const __m512i lanes = _mm512_set_epi32(15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0);
    const __m512i from = _mm512_srli_epi32(lanes, (unsigned)__builtin_ctz((unsigned)times));
    long columns = width / times;
    for (long column = 0; column < width; column += LANES) {
        long start = column / times;
        __m512 value = _mm512_maskz_loadu_ps(first_lanes(columns - start), row + start);
        _mm512_mask_storeu_ps(to + column, first_lanes(width - column), _mm512_permutexvar_ps(from, value));
    }
}

// A row of an enlarged map's channel.
static const float *head_row(const vouch_head *head, const head_space *space, int map, long row, int channel) {
    return space->maps[map].rows + ((row % 4) * head->channels + channel) * space->stride + MARGIN;
}

// Lists the taps of a row of the filter, after enlarging the rows they lie in.
static void filter_taps(const vouch_head *head, head_space *space, const float *const maps[MAPS], long row,
                        long height, long width) {
    const float **tap = space->taps;
    for (int map = 0; map < MAPS; map++) {
        int times = enlargements[map];
        long rows = height / times, columns = width / times;
        enlarged *own = &space->maps[map];
        for (; own->made <= (row + 1) / times && own->made < rows; own->made++)
            for (int channel = 0; channel < head->channels; channel++)
                enlarge(maps[map] + (channel * rows + own->made) * columns, times, width,
                        (float *)head_row(head, space, map, own->made, channel));
        span spans[3];
        int count = spans_of(times, (int)(row % LARGEST), spans);
        for (int channel = 0; channel < head->channels; channel++)
            for (int i = 0; i < count; i++) {
                long seen = row + spans[i].first;
                const float *from = seen < 0 || seen >= height ? space->nothing + MARGIN
                                                               : head_row(head, space, map, seen / times, channel);
                for (int across = -1; across <= 1; across++) *tap++ = from + across;
            }
    }
}

// The four rows that become of a filtered row.
static void four_rows(const vouch_head *head, head_space *space, float *y, long width) {
    int middle = head->middle;
    long stride = space->stride;
    for (int phase = 0; phase < PHASES; phase++) {
        for (int c = 0; c < middle; c++) space->taps[c] = space->filtered + c * stride;
        sum_rows(&head->first[phase], space->taps, width, space->first, stride, true);
        for (int c = 0; c < middle; c++) space->taps[c] = space->first + c * stride;
        sum_rows(&head->second, space->taps, width, space->second + phase * PHASES * stride, stride, false);
    }
    for (int i = 0; i < PHASES * PHASES; i++) sigmoid(space->second + i * stride, width);
    for (int down = 0; down < 4; down++) {
        // Phases count down before across; the first layer's are two positions apart, the second's one.
        const float *from = space->second + (down / 2 * 2 * PHASES + down % 2 * 2) * stride;
        float *to = y + down * width * 4;
        for (long column = 0; column < width; column++) {
            to[column * 4] = from[column];
            to[column * 4 + 1] = from[stride + column];
            to[column * 4 + 2] = from[PHASES * stride + column];
            to[column * 4 + 3] = from[(PHASES + 1) * stride + column];
        }
    }
}

static void head_image(const vouch_head *head, head_space *space, const float *const maps[MAPS], float *y,
                       long height, long width) {
    for (int map = 0; map < MAPS; map++) space->maps[map].made = 0;
    for (long row = 0; row < height; row++) {
        filter_taps(head, space, maps, row, height, width);
        sum_rows(&head->filter[row % LARGEST], space->taps, width, space->filtered, space->stride, true);
        four_rows(head, space, y + row * 16 * width, width);
    }
}

END_AVX512

bool vouch_head_run(const vouch_head *head, const float *const maps[4], float *y, long images, long height,
                    long width) {
    head_space space = {.stride = padded(width)};
    size_t row = space.stride * sizeof(float), channels = head->channels, middle = head->middle;
    space.nothing = calloc(1, row);
    space.filtered = calloc(middle, row);
    space.first = calloc(middle, row);
    space.second = calloc(PHASES * PHASES, row);
    space.taps = malloc(sizeof(float *) * MAPS * 9 * (channels + middle));
    bool isThere = space.nothing && space.filtered && space.first && space.second && space.taps;
    for (int map = 0; map < MAPS; map++) {
        space.maps[map].rows = calloc(4 * channels, row);
        isThere = isThere && space.maps[map].rows;
    }
    for (long image = 0; isThere && image < images; image++) {
        const float *own[MAPS];
        for (int map = 0; map < MAPS; map++)
            own[map] = maps[map] + image * channels * (height / enlargements[map]) * (width / enlargements[map]);
        head_image(head, &space, own, y + image * 16 * height * width, height, width);
    }
    for (int map = 0; map < MAPS; map++) free(space.maps[map].rows);
    free(space.nothing);
    free(space.filtered);
    free(space.first);
    free(space.second);
    free(space.taps);
    return isThere;
}

#else

vouch_head *vouch_head_make(int channels, int middle, const float *filter, const float *filter_bias,
                            const float *first, const float *first_bias, const float *second, float second_bias) {
    return NULL;
}
void vouch_head_free(vouch_head *head) {}
int vouch_head_channels(const vouch_head *head) { return 0; }
bool vouch_head_run(const vouch_head *head, const float *const maps[4], float *y, long images, long height,
                    long width) {
    return false;
}

#endif
