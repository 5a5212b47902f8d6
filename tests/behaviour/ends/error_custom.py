# an own exception with a str of its own
class Broken(Exception):
    def __str__(self):
        return f'broken: {self.args[0]}'
print('before')
raise Broken('glass')

#> before
#= error Broken: broken: glass
