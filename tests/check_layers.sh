#!/bin/sh
# check_layers.sh -- holds the include directions that sim/LAYERS states.
# Run in the project's root. Prints each include that goes the wrong way.
wrong=$(grep -rnoE '#include "[a-z]+/' sim viz 2>/dev/null |
    sed -E 's/^(sim\/)?([a-z]+)(\/[^:]*:[0-9]+):#include "([a-z]+)\//\2 \4 \1\2\3/' |
    grep -vE '^sim[ /]' | while read -r from to where; do
        [ "$from" = "$to" ] || grep -qE "^$from:.* $to( |$)" sim/LAYERS ||
            echo "$where: $from may not include $to"
    done)
[ -z "$wrong" ] || { echo "$wrong"; exit 1; }
echo "the layers hold"
