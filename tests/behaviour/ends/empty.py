# an empty program

#= ok
