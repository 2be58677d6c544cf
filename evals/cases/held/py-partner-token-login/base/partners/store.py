def bookings_of(partner, limit):
    return [{"partner": partner, "number": "B-1"}][:limit]
