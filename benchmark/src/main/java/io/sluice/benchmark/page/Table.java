package io.sluice.benchmark.page;

import io.sluice.benchmark.result.Results;
import io.sluice.benchmark.result.Round;
import io.sluice.benchmark.target.TargetKind;
import java.util.ArrayList;
import java.util.List;

/**
 * What was measured with one target at one place, a row for each subject.
 *
 * @param title the target and the place
 * @param head the titles of the columns
 * @param rows the cells
 */
record Table(String title, List<String> head, List<List<String>> rows) {

    /** All tables of the results; one without rows is left out. */
    static List<Table> of(Results results) {
        List<Table> tables = new ArrayList<>();
        for (TargetKind target : results.setting().targets()) {
            for (String place : results.setting().places()) {
                Table table = of(results, target, place);
                if (!table.rows().isEmpty()) {
                    tables.add(table);
                }
            }
        }
        return tables;
    }

    private static Table of(Results results, TargetKind target, String place) {
        List<String> head = new ArrayList<>(List.of("subject"));
        Column.all().forEach(column -> head.add(column.title()));
        List<List<String>> rows = new ArrayList<>();
        for (String subject : results.subjects()) {
            List<Round> rounds = results.of(target.name(), place, subject);
            if (!rounds.isEmpty()) {
                rows.add(row(subject, rounds));
            }
        }
        return new Table(target.title() + ", " + place, head, rows);
    }

    private static List<String> row(String subject, List<Round> rounds) {
        List<String> row = new ArrayList<>(List.of(subject));
        Column.all().forEach(column -> row.add(column.cell().apply(rounds)));
        return row;
    }
}
