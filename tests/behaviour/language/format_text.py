# alignment and cutting of text
for spec in ['', 's', '10', '<10', '>10', '^10', '*^10', '.2', '10.2', '>6.1s', '05']:
    print(repr(spec), '[' + format('hello', spec) + ']', '[' + f'{"한글":{spec}}' + ']')

#> '' [hello] [한글]
#> 's' [hello] [한글]
#> '10' [hello     ] [한글        ]
#> '<10' [hello     ] [한글        ]
#> '>10' [     hello] [        한글]
#> '^10' [  hello   ] [    한글    ]
#> '*^10' [**hello***] [****한글****]
#> '.2' [he] [한글]
#> '10.2' [he        ] [한글        ]
#> '>6.1s' [     h] [     한]
#> '05' [hello] [한글000]
#= ok
