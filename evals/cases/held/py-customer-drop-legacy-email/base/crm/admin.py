from django.contrib import admin

from crm.models import Customer, ImportRun


@admin.register(Customer)
class CustomerAdmin(admin.ModelAdmin):
    list_display = ["name", "email", "legacy_email", "created_at"]
    search_fields = ["name", "email", "legacy_email"]


@admin.register(ImportRun)
class ImportRunAdmin(admin.ModelAdmin):
    list_display = ["started_at", "rows"]
