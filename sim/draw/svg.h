// svg.h -- a drawing as SVG, with real text that can be searched and read aloud.

#ifndef DRAW_SVG_H
#define DRAW_SVG_H

#include "draw/drawing.h"
#include "output/file.h"

// The families that texts are set in, the first one that is there; both have Hangul.
#define FONT_SANS "Noto Sans CJK KR, Noto Sans KR, NanumGothic, DejaVu Sans, sans-serif"
#define FONT_MONO "DejaVu Sans Mono, Noto Sans Mono CJK KR, NanumGothicCoding, monospace"

// Writes the whole file. Every shape of something has the class and the data attribute of
// what it shows ("task", data-id="3"), and its facts as a tooltip.
void svg_write(const Drawing *drawing, OutFile *file);

#endif
