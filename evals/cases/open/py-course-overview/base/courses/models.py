from django.db import models


class Teacher(models.Model):
    name = models.CharField(max_length=80)


class Room(models.Model):
    name = models.CharField(max_length=40, unique=True)


class Course(models.Model):
    """Some four hundred in a term."""

    title = models.CharField(max_length=120)
    term = models.CharField(max_length=6, db_index=True)
    teacher = models.ForeignKey(Teacher, on_delete=models.PROTECT)
    rooms = models.ManyToManyField(Room)
    places = models.PositiveSmallIntegerField()


class Enrolment(models.Model):
    course = models.ForeignKey(Course, on_delete=models.CASCADE)
    student_number = models.CharField(max_length=12)
    cancelled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["course", "student_number"], name="enrolled_once")]
