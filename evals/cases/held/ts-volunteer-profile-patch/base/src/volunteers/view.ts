export interface ProfileView {
  name: string;
  phone: string | null;
  skills: string[];
}

export function profileView(volunteer: { name: string; phone?: string | null; skills: string[] }): ProfileView {
  return { name: volunteer.name, phone: volunteer.phone ?? null, skills: volunteer.skills };
}
