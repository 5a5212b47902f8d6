"""_policies: event loop policies, which make loops and keep that of the thread."""

import asyncio


class AbstractEventLoopPolicy:
    def get_event_loop(self):
        raise NotImplementedError

    def set_event_loop(self, loop):
        raise NotImplementedError

    def new_event_loop(self):
        raise NotImplementedError

    def get_child_watcher(self):
        raise NotImplementedError

    def set_child_watcher(self, watcher):
        raise NotImplementedError


class DefaultEventLoopPolicy(AbstractEventLoopPolicy):
    def get_event_loop(self):
        return asyncio._plain_get_event_loop()

    def set_event_loop(self, loop):
        asyncio._plain_set_event_loop(loop)

    def new_event_loop(self):
        return asyncio._plain_new_event_loop()


_plain = DefaultEventLoopPolicy()


def get_event_loop_policy():
    policy = asyncio._kept_policy()
    return _plain if policy is None else policy


def set_event_loop_policy(policy):
    if policy is not None and not isinstance(policy, AbstractEventLoopPolicy):
        raise TypeError('policy must be an instance of AbstractEventLoopPolicy or None, not '
                        f"'{type(policy).__name__}'")
    asyncio._keep_policy(policy)


AbstractEventLoopPolicy.__module__ = 'asyncio.events'
DefaultEventLoopPolicy.__module__ = 'asyncio.unix_events'
DefaultEventLoopPolicy.__name__ = '_UnixDefaultEventLoopPolicy'
DefaultEventLoopPolicy.__qualname__ = '_UnixDefaultEventLoopPolicy'
