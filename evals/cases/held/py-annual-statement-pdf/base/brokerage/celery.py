from celery import Celery

app = Celery("brokerage", broker="redis://localhost/2")
app.conf.update(task_time_limit=600, task_acks_late=True)
app.autodiscover_tasks(["brokerage"])
