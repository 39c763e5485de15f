// Debian's libxml2 names types of ICU in its headers, which clash with those that Foundation brings; we use none.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/xmlreader.h>
#include <libxml/xmlerror.h>
