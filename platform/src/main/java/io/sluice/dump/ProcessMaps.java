package io.sluice.dump;

/**
 * The mappings of one process as they were when it was taken.
 *
 * @param pid as Sluice sees it
 * @param maps what /proc/PID/maps held
 */
@SuppressWarnings("ArrayRecordComponent") // never handed out
record ProcessMaps(int pid, byte[] maps) {}
