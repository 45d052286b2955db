package io.sluice.control;

/**
 * How far a request is.
 *
 * @param stage what is being done, in a word or two
 * @param done how many bytes are done
 * @param total how many there are to do, as far as is known now; 0 when unknown
 */
public record Progress(String stage, long done, long total) {}
