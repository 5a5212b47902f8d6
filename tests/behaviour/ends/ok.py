# a program that runs to its end
print('done')

#> done
#= ok
#! none
