import logging
import signal
import threading

from orders.broker import Broker
from orders.relay import run

logging.basicConfig(level=logging.INFO)
stop = threading.Event()
signal.signal(signal.SIGTERM, lambda *_: stop.set())
broker = Broker()
try:
    run(stop, broker)
finally:
    broker.close()
