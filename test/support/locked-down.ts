import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * What runs a command line as a container with `read_only`, `cap_drop: [ALL]` and `no-new-privileges` does: as that user,
 * on a file system that nobody can write to, without capabilities, as process 1 of its own process space.
 */
export const lockedDown = (user: string): readonly string[] => {
  const [uid = '', gid = ''] = user.split(':');
  // Another user forgets what `--kill-child` said, so it is said again.
  const drop =
    `setpriv --pdeathsig=KILL --reuid=${uid} --regid=${gid} --clear-groups --no-new-privs ` +
    '--bounding-set=-all --inh-caps=-all';
  const enter = `mount -o remount,bind,ro / && mount -t proc proc /proc && exec ${drop} "$@"`;
  return ['unshare', '--mount', '--pid', '--fork', '--kill-child', 'sh', '-c', enter, 'sh'];
};

/** Whether this machine lets tests do that. */
export const canLockDown = (user: string): boolean => {
  const [command = '', ...args] = lockedDown(user);
  return spawnSync(command, [...args, 'true']).status === 0;
};

/** The process that such a command line started: what is process 1 inside. */
export function innerOf(pid: number): number {
  const [child = ''] = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ');
  return Number(child);
}
