# a table laid out with f-strings
rows = [('작업', 1.5, 10), ('task', 22.25, 200), ('x' * 8, 0.125, 3)]
for name, cost, count in rows:
    print(f'{name:<8}|{cost:>8.2f}|{count:05d}|{count / 300:>7.1%}|{cost:e}')
print('-' * 20, f'{"total":>10}: {sum(r[1] for r in rows):,.3f}')

#> 작업      |    1.50|00010|   3.3%|1.500000e+00
#> task    |   22.25|00200|  66.7%|2.225000e+01
#> xxxxxxxx|    0.12|00003|   1.0%|1.250000e-01
#> --------------------      total: 23.875
#= ok
