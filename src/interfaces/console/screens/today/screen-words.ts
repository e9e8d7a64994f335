/** What the menu and the palette say of it; apart, for it is loaded with the first screen. */
export const screenWords = {
  today: 'Today',
  todaySays: 'What needs a person now, this week, and what is well',
  tasks: 'Tasks',
  tasksSays: 'Everything that waits for a person, by role',
} as const;
