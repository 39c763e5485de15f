#ifndef VOUCH_HEAP_H
#define VOUCH_HEAP_H

/// Has all threads of the process share one heap of malloc's; to be called before the second thread starts.
///
/// A heap for each thread is never given back whole, so that what a long run holds grows with what it did.
void vouch_share_one_heap(void);

#endif
