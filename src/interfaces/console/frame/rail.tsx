import { ScrollArea, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { byDuty, useScreens } from './use-screens.ts';
import { duties } from './words.ts';

/** The screens under the duty they serve; only those that the person here may use. */
export const Rail = () => (
  <ScrollArea>
    {byDuty(useScreens()).map(([duty, screens]) => (
      <div key={duty} className="rail-duty">
        <Text className="rail-title">{duties[duty]}</Text>
        <ul>
          {screens.map(({ to, label }) => (
            <li key={to}>
              <Link to={to} className="rail-link" activeProps={{ 'aria-current': 'page' }}>
                {label}
              </Link>
            </li>
          ))}
        </ul>
      </div>
    ))}
  </ScrollArea>
);
