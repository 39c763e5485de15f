// What the kernels share: vectors of 16 lanes, one position of an image a lane.
#ifndef VOUCH_LANES_H
#define VOUCH_LANES_H

#include <immintrin.h>

// Functions between these two lines may use AVX-512; nothing else in the program is compiled for it.
#define AVX512_TARGET __attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,avx512vnni")))
#define BEGIN_AVX512 _Pragma("clang attribute push(AVX512_TARGET, apply_to = function)")
#define END_AVX512 _Pragma("clang attribute pop")

enum { LANES = 16 };

BEGIN_AVX512
// The lanes that hold `count` numbers, at most all.
static inline __mmask16 first_lanes(long count) {
    return count >= LANES ? 0xFFFF : count <= 0 ? 0 : (__mmask16)((1u << count) - 1);
}
END_AVX512

#endif
