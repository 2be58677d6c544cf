from rest_framework.permissions import IsAuthenticated


class CompanyScoped:
    """A view of what belongs to the company of the signed-in user, and of nothing else."""

    permission_classes = [IsAuthenticated]

    def get_queryset(self):
        return super().get_queryset().filter(company=self.request.user.membership.company)
