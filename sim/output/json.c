// json.c -- digits and strings eight bytes at a time.

#include "output/json.h"

char *json_put_long(char *at, uint64_t number)
{
    const uint64_t eight = 100000000;
    uint64_t high = number / eight;
    at = high < eight ? json_put_short(at, (uint32_t)high) : json_put_long(at, high);
    uint64_t digits = htole64(json_digits((uint32_t)(number % eight)) | JSON_ZEROS);
    memcpy(at, &digits, 8);
    return at + 8;
}

char *json_put_number(char *at, int64_t number)
{
    if (number >= 0) return json_put_positive(at, (uint64_t)number);
    *at++ = '-';
    return json_put_positive(at, 0 - (uint64_t)number);
}

// True if none of the eight bytes is a quote, a backslash or a control.
static bool is_plain(uint64_t word)
{
    const uint64_t ones = 0x0101010101010101u, tops = 0x8080808080808080u;
    uint64_t quote = word ^ (ones * '"'), slash = word ^ (ones * '\\');
    uint64_t control = (word - ones * 0x20) & ~word;
    return !((((quote - ones) & ~quote) | ((slash - ones) & ~slash) | control) & tops);
}

static char *put_escape(char *at, unsigned char c)
{
    static const char names[] = "\"\"\\\\\nn\rr\tt\bb\ff";
    for (const char *name = names; *name; name += 2) {
        if ((unsigned char)name[0] != c) continue;
        *at++ = '\\';
        *at++ = name[1];
        return at;
    }
    memcpy(at, "\\u00", 4);
    at[4] = "0123456789abcdef"[c >> 4];
    at[5] = "0123456789abcdef"[c & 15];
    return at + 6;
}

char *json_put_string(char *at, const char *bytes, size_t size)
{
    const char *end = bytes + size;
    *at++ = '"';
    while (bytes < end) {
        uint64_t word;
        while (end - bytes >= 8 && (memcpy(&word, bytes, 8), is_plain(word))) {
            memcpy(at, &word, 8);
            at += 8;
            bytes += 8;
        }
        if (bytes == end) break;
        unsigned char c = (unsigned char)*bytes++;
        if (c < 0x20 || c == '"' || c == '\\')
            at = put_escape(at, c);
        else
            *at++ = (char)c;
    }
    *at++ = '"';
    return at;
}

void json_add_number(OutFile *file, int64_t number)
{
    file_wrote(file, json_put_number(file_room(file, JSON_NUMBER_ROOM), number));
}

void json_add_string(OutFile *file, const char *bytes, size_t size)
{
    file_wrote(file, json_put_string(file_room(file, 6 * size + 2), bytes, size));
}

void json_add_text(OutFile *file, const char *string)
{
    json_add_string(file, string, strlen(string));
}

void json_add_maybe(OutFile *file, const char *string)
{
    if (string)
        json_add_text(file, string);
    else
        file_add(file, "null");
}

void json_add_id(OutFile *file, uint32_t id)
{
    if (id)
        json_add_number(file, id);
    else
        file_add(file, "null");
}

void json_add_key(OutFile *file, const char *key, int64_t number)
{
    file_add(file, key);
    json_add_number(file, number);
}

void json_add_machine(OutFile *file, const Machine *machine)
{
    file_add(file, "{\"model\": ");
    json_add_text(file, machine_model_name(machine->model));
    json_add_key(file, ", \"cores\": ", machine->cores);
    json_add_key(file, ", \"quantum\": ", machine->quantum);
    json_add_key(file, ", \"switch_interval\": ", machine->switch_interval);
    json_add_key(file, ", \"cost\": {\"thread\": ", machine->cost_thread);
    json_add_key(file, ", \"process\": ", machine->cost_process);
    json_add_key(file, ", \"step\": ", machine->cost_step);
    json_add_key(file, ", \"op\": ", machine->cost_op);
    file_add(file, "}}");
}
