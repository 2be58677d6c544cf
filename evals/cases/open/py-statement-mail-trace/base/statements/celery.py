from celery import Celery

app = Celery("statements", broker="redis://localhost/1")
app.conf.task_time_limit = 300
