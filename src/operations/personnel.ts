import { listAssignments, setProgramme, showAccess } from '../personnel/access.ts';
import { publishBuiltIn, startCourse, submitCourse } from '../personnel/course/take.ts';
import { completeTraining, listCourses, publishCourse } from '../personnel/courses.ts';
import { whoIsCurrent } from '../personnel/current.ts';
import { decideCase, listCases, openCase } from '../personnel/discipline.ts';
import { acknowledgeManual, listManuals, publishManual } from '../personnel/manuals.ts';

/** The people: courses, manuals, access, discipline. */
export const personnelOperations = {
  'personnel.courses.publish': publishCourse,
  'personnel.courses.list': listCourses,
  'personnel.courses.complete': completeTraining,
  'personnel.course.publish': publishBuiltIn,
  'personnel.course.start': startCourse,
  'personnel.course.submit': submitCourse,
  'personnel.manuals.publish': publishManual,
  'personnel.manuals.acknowledge': acknowledgeManual,
  'personnel.manuals.list': listManuals,
  'personnel.current': whoIsCurrent,
  'personnel.access': showAccess,
  'personnel.assignments': listAssignments,
  'personnel.programme': setProgramme,
  'personnel.discipline.open': openCase,
  'personnel.discipline.decide': decideCase,
  'personnel.discipline.list': listCases,
} as const;
