package io.sluice.benchmark.result;

/**
 * One command on one target, and what went with it. Times are in seconds; speeds are steps of the target's writer a second.
 *
 * @param target the target's name
 * @param place the file system's name
 * @param subject who dumped
 * @param trial the number of the fresh target, from 1
 * @param round 1 is the first of a fresh target
 * @param bytes the size of the target's region
 * @param wall the whole command
 * @param syncing what it took to sync what the command left unsynced, where that counts
 * @param dd dd of the same bytes to the same place, before the first round
 * @param ddGap the target's longest gap meanwhile
 * @param ddSpeed its speed meanwhile
 * @param frozen how long the target stood still, by the subject's own word; null where it has none
 * @param drained from the first page read to the end of the commit, by its own word; null where it has none
 * @param idleGap the target's longest gap in the idle span before the round
 * @param idleStop the longest in that span without what was waiting for a processor
 * @param gap its longest gap during the command
 * @param stop the longest in the command without what was waiting for a processor
 * @param freshSpeed its speed in the idle span before the first round
 * @param idleSpeed its speed in the idle span before this round
 * @param speed its speed during the command
 * @param stored bytes in the files of the set
 * @param resident the most memory that a process of the subject had resident, in bytes
 * @param slabBefore memory of the kernel's slab before the command, in bytes
 * @param slabMost the most of it during the command
 * @param hugeBefore anonymous huge pages of the target before the command, in bytes
 * @param hugeAfter the same after it
 */
public record Round(
        String target,
        String place,
        String subject,
        int trial,
        int round,
        long bytes,
        double wall,
        double syncing,
        double dd,
        double ddGap,
        double ddSpeed,
        Double frozen,
        Double drained,
        double idleGap,
        double idleStop,
        double gap,
        double stop,
        double freshSpeed,
        double idleSpeed,
        double speed,
        long stored,
        long resident,
        long slabBefore,
        long slabMost,
        long hugeBefore,
        long hugeAfter) {

    /** Whether it is the first of a fresh target. */
    public boolean first() {
        return round == 1;
    }

    /** The command's throughput beside dd's. */
    public double ofDd() {
        return dd / (wall + syncing);
    }

    /** The throughput of the draining alone beside dd's; no number where the subject does not tell. */
    public double drainedOfDd() {
        return drained == null ? Double.NaN : dd / drained;
    }

    /** The share of its idle speed that the target kept during the command. */
    public double speedKept() {
        return speed / idleSpeed;
    }

    /** The share of its idle speed that the target kept beside dd: what a busy processor beside it costs it in any case. */
    public double speedBesideDd() {
        return ddSpeed / freshSpeed;
    }

    /** The share of its first speed that the target has between the rounds. */
    public double speedBetween() {
        return idleSpeed / freshSpeed;
    }
}
