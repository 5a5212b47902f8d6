# a crawler: workers share a queue of pages, visit each page once, and stop when all is done
import asyncio
from dataclasses import dataclass, field

SITE = {
    "/": ["/news", "/about", "/shop"],
    "/news": ["/news/1", "/news/2", "/"],
    "/news/1": ["/news/2"],
    "/news/2": ["/news/1", "/lost"],
    "/about": ["/"],
    "/shop": ["/shop/cart", "/about"],
    "/shop/cart": [],
}


class NotFound(Exception):
    pass


@dataclass(order=True)
class Page:
    depth: int
    path: str
    links: list = field(default_factory=list, compare=False)


async def fetch(path):
    await asyncio.sleep(0.1 + 0.02 * len(path))
    if path not in SITE:
        raise NotFound(path)
    return SITE[path]


class Crawler:
    def __init__(self, workers):
        self.queue = asyncio.Queue()
        self.seen = set()
        self.pages = []
        self.lost = []
        self.workers = workers

    def offer(self, path, depth):
        if path not in self.seen:
            self.seen.add(path)
            self.queue.put_nowait(Page(depth, path))

    async def work(self, name):
        while True:
            page = await self.queue.get()
            try:
                page.links = await fetch(page.path)
            except NotFound as error:
                self.lost.append(str(error))
            else:
                self.pages.append(page)
                print(f"{name} {page.path:<12}{len(page.links)} links")
                for link in page.links:
                    self.offer(link, page.depth + 1)
            finally:
                self.queue.task_done()

    async def run(self, start):
        self.offer(start, 0)
        tasks = [asyncio.create_task(self.work(f"w{n}"), name=f"worker-{n}") for n in range(self.workers)]
        await self.queue.join()
        for task in tasks:
            task.cancel()
        return await asyncio.gather(*tasks, return_exceptions=True)


async def main():
    crawler = Crawler(3)
    ends = await crawler.run("/")
    print([type(end).__name__ for end in ends], "lost:", crawler.lost)
    for page in sorted(crawler.pages):
        print(page.depth, page.path)


asyncio.run(main())

#@ 0.12s
#> w0 /           3 links
#@ 0.32s
#> w0 /news       3 links
#> w2 /shop       2 links
#@ 0.34s
#> w1 /about      1 links
#@ 0.56s
#> w0 /news/1     1 links
#> w2 /news/2     2 links
#@ 0.64s
#> w1 /shop/cart  0 links
#@ 0.76s
#> ['CancelledError', 'CancelledError', 'CancelledError'] lost: ['/lost']
#> 0 /
#> 1 /about
#> 1 /news
#> 1 /shop
#> 2 /news/1
#> 2 /news/2
#> 2 /shop/cart
#= ok
