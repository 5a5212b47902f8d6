# infinities and not-a-number compare as IEEE says
nan, inf = float('nan'), float('inf')
print(nan == nan, nan != nan, nan < 1, inf > 10 ** 15, inf - inf, inf * 0, -inf < inf)
print([nan] == [nan], nan in [nan], max(1, nan), min(nan, 1), sorted([inf, -inf, 0]))
try:
    int(nan)
except ValueError as error:
    print(error)
try:
    int(inf)
except OverflowError as error:
    print(error)

#> False True False True nan nan True
#> True True 1 nan [-inf, 0, inf]
#> cannot convert float NaN to integer
#> cannot convert float infinity to integer
#= ok
