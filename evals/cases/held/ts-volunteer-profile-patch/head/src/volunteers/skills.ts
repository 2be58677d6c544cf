/** Brings skills to one spelling, each once: "First Aid " and "first aid" are the same. */
export function tidySkills(skills: string[]): string[] {
  return [...new Set(skills.map((skill) => skill.trim().toLowerCase()).filter(Boolean))];
}
