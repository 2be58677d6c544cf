from celery import Celery

app = Celery("wallet")
app.conf.update(
    broker_url="sqs://",
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    broker_transport_options={"visibility_timeout": 120},
    task_serializer="json",
    accept_content=["json"],
)
app.autodiscover_tasks(["wallet"])
