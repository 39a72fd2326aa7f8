#include "CAssets.h"

// Embedded here and not by SwiftPM resources: a program with a resource bundle dies when it is moved.
static const unsigned char kith_css[] = {
#embed "../Assets/look/kith.css"
};
static const unsigned char kith_js[] = {
#embed "../Assets/look/kith.js"
};
static const unsigned char kith_svg[] = {
#embed "../Assets/look/kith.svg"
};
static const unsigned char kith_es[] = {
#embed "../Assets/catalogs/kith.es.po"
};
static const unsigned char kith_ar[] = {
#embed "../Assets/catalogs/kith.ar.po"
};
static const unsigned char guide_es[] = {
#embed "../Assets/catalogs/guide.es.po"
};
static const unsigned char guide_ar[] = {
#embed "../Assets/catalogs/guide.ar.po"
};

static const kith_asset kith_assets[] = {
    {"kith.css", kith_css, sizeof kith_css},
    {"kith.js", kith_js, sizeof kith_js},
    {"kith.svg", kith_svg, sizeof kith_svg},
    {"catalogs/kith.es.po", kith_es, sizeof kith_es},
    {"catalogs/kith.ar.po", kith_ar, sizeof kith_ar},
    {"catalogs/guide.es.po", guide_es, sizeof guide_es},
    {"catalogs/guide.ar.po", guide_ar, sizeof guide_ar},
};

size_t kith_asset_count(void) { return sizeof kith_assets / sizeof kith_assets[0]; }
kith_asset kith_asset_at(size_t index) { return kith_assets[index]; }
