package io.github.vigia.collect.vitals;

import io.github.vigia.collect.Collector;
import io.github.vigia.collect.Readings;
import io.github.vigia.kernel.Roots;
import io.github.vigia.model.Metric;
import io.github.vigia.model.Subsystem;
import java.io.IOException;
import java.util.List;

/**
 * Temperatures in degrees Celsius, from the hwmon chips and thermal zones of sysfs, and the hottest
 * of the CPU. A driver may take its time: this is to be read on a thread of its own.
 */
public final class Temperature implements Collector {

  private static final List<Metric> METRICS =
      List.of(Metric.TEMPERATURE, Metric.CPU_TEMP_C, Metric.SENSOR_CELSIUS);

  /** After so many looks the sensors are searched for again: a disk may have come. */
  private static final int SEARCH_EVERY = 10;

  private static final String IMPLAUSIBLE = "it says what no sensor can measure";

  private final Roots roots;
  private List<Sensor> sensors = List.of();
  private int looks;
  private Sensor.Rank rank = Sensor.Rank.OTHER;
  private double hottest = Double.NaN;

  public Temperature(Roots roots) {
    this.roots = roots;
  }

  @Override
  public Subsystem subsystem() {
    return Subsystem.TEMPERATURE;
  }

  @Override
  public List<Metric> metrics() {
    return METRICS;
  }

  @Override
  public void collect(Readings out) throws IOException {
    if (looks++ % SEARCH_EVERY == 0) {
      search();
    }
    rank = best();
    hottest = Double.NaN;
    for (int i = 0; i < sensors.size(); i++) {
      look(sensors.get(i), out);
    }
    cpu(out);
  }

  /** A sensor that is still there is kept, for what it knows. */
  private void search() throws IOException {
    List<Sensor> before = sensors;
    List<Sensor> now = SensorTree.sensors(roots);
    for (Sensor sensor : before) {
      int at = indexOf(sensor, now);
      if (at < 0) {
        sensor.close();
      } else {
        now.set(at, sensor);
      }
    }
    sensors = now;
  }

  private static int indexOf(Sensor sensor, List<Sensor> sensors) {
    for (int i = 0; i < sensors.size(); i++) {
      if (sensors.get(i).isSameAs(sensor)) {
        return i;
      }
    }
    return -1;
  }

  /** The mainboard's figure counts only where no CPU has one of its own. */
  private Sensor.Rank best() {
    Sensor.Rank best = Sensor.Rank.OTHER;
    for (int i = 0; i < sensors.size(); i++) {
      Sensor.Rank candidate = sensors.get(i).rank();
      best = candidate.compareTo(best) > 0 ? candidate : best;
    }
    return best;
  }

  private void look(Sensor sensor, Readings out) {
    try {
      double celsius = sensor.celsius();
      if (!Double.isNaN(celsius)) {
        out.value(Metric.SENSOR_CELSIUS, sensor.name(), celsius);
        boolean ofCpu = sensor.rank() == rank && rank != Sensor.Rank.OTHER;
        hottest = ofCpu && !(hottest >= celsius) ? celsius : hottest;
      } else if (sensor.everPlausible()) {
        out.failed(Metric.SENSOR_CELSIUS, sensor.name(), IMPLAUSIBLE);
      }
    } catch (IOException e) {
      // Sensors of cards that sleep refuse to be read; only a CPU never does.
      if (sensor.everPlausible() && sensor.rank() == Sensor.Rank.CPU) {
        out.failed(Metric.SENSOR_CELSIUS, sensor.name(), Cause.of(e));
      }
    }
  }

  private void cpu(Readings out) {
    if (!Double.isNaN(hottest)) {
      out.value(Metric.TEMPERATURE, hottest);
      out.value(Metric.CPU_TEMP_C, hottest);
    } else if (rank == Sensor.Rank.OTHER) {
      out.absent(Metric.TEMPERATURE, "no sensor of the CPU");
      out.absent(Metric.CPU_TEMP_C, "no sensor of the CPU");
    } else {
      out.failed(Metric.TEMPERATURE, "", "no sensor of the CPU says what can be");
      out.failed(Metric.CPU_TEMP_C, "", "no sensor of the CPU says what can be");
    }
  }
}
