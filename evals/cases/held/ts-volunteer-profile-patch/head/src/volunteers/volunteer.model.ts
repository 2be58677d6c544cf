import { Schema, model } from 'mongoose';

const volunteerSchema = new Schema(
  {
    email: { type: String, required: true, unique: true },
    name: { type: String, required: true },
    phone: String,
    skills: { type: [String], default: [] },
    role: { type: String, enum: ['volunteer', 'coordinator', 'admin'], default: 'volunteer' },
    clearedUntil: Date,
    profileSeenAt: Date,
  },
  { timestamps: true },
);

export const Volunteer = model('Volunteer', volunteerSchema);
