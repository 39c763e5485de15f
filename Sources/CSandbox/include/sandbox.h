#ifndef VOUCH_SANDBOX_H
#define VOUCH_SANDBOX_H
#endif
