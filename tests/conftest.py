"""What holds for every test: programs that are started here hear Ctrl+C, however this run itself was started."""

import signal

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # a shell's background job ignores it, and so would each child
    signal.signal(signal.SIGINT, signal.default_int_handler)
