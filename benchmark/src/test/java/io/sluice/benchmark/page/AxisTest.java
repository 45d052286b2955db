package io.sluice.benchmark.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AxisTest {
    @Test
    void linearOneBeginsAtZeroAndHoldsAllValues() {
        Axis axis = Axis.linear(List.of(3.0, 87.0, Double.NaN));
        assertThat(axis.marks()).containsExactly(0.0, 20.0, 40.0, 60.0, 80.0, 100.0);
        assertThat(axis.at(50)).isEqualTo(0.5);
    }

    @Test
    void logarithmicOneHasPowersOfTen() {
        Axis axis = Axis.logarithmic(List.of(0.01, 40.0), 0.1);
        assertThat(axis.marks()).containsExactly(0.1, 1.0, 10.0, 100.0);
        assertThat(axis.at(0.01)).as("smaller ones lie at its end").isZero();
        assertThat(axis.at(100)).isEqualTo(1);
    }

    @Test
    void thereIsOneForNoValues() {
        assertThat(Axis.linear(List.of()).at(0)).isZero();
        assertThat(Axis.logarithmic(List.of(), 0.1).at(1)).isEqualTo(1);
    }
}
