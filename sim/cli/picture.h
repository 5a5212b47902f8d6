// picture.h -- pictures on the command line.
//
// SVG and HTML are written by this program. What needs Cairo is the job of `coroscope-draw`, which
// lies beside it, takes the same command line and brings a writer with it.

#ifndef CLI_PICTURE_H
#define CLI_PICTURE_H

#include "cli/options.h"

// What -o or --format asks for; PICTURE_NONE if it is no picture.
PictureForm picture_form(const Options *options);

// Reads the options that all pictures have. False, with a message, if they make no sense.
bool picture_take_scale(Options *options, const char *word);
bool picture_take_size(Options *options, const char *word);
bool picture_take_at(Options *options, const char *word);
bool picture_take_fps(Options *options, const char *word);
bool picture_take_length(Options *options, const char *word);

// Reads "1.5", "250ms" or "#42" without complaining.
bool picture_read_at(Options *options, const char *word);

// Draws FILE, or its runs on several machines, and writes it to -o. The exit status.
int picture_export(const Options *options, PictureForm form);

#endif
