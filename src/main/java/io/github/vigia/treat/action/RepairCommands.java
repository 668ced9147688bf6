package io.github.vigia.treat.action;

import io.github.vigia.kernel.Roots;
import io.github.vigia.treat.Effect;
import io.github.vigia.treat.Preview;
import io.github.vigia.treat.Programs;
import io.github.vigia.treat.Run;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks connectivity, then the platform's repair commands one after the other until it is back.
 * What they set up stays, unless it costs an answer: it is the platform's own configuration.
 */
final class RepairCommands implements Deed {

  private final LinkBounce.Look look;
  private final String device;
  private final Roots roots;
  private final Programs programs;

  /**
   * @param device the interface; empty for that of the default route
   */
  RepairCommands(LinkBounce.Look look, String device, Roots roots, Programs programs) {
    this.look = look;
    this.device = device;
    this.roots = roots;
    this.programs = programs;
  }

  @Override
  public Preview preview() throws IOException {
    NetworkContext context = look.now();
    String why = context.whyNot(device);
    if (!why.isEmpty()) {
      return Preview.nothing(why);
    }
    String link = context.device(device);
    NetworkConfigurer configurer = NetworkConfigurer.of(link, roots, programs);
    List<String> items = new ArrayList<>();
    configurer.repairs(link).forEach(argv -> items.add(String.join(" ", argv)));
    return items.isEmpty()
        ? Preview.nothing(link + " is set up by " + configurer.name() + ": no repair command")
        : new Preview(true, "would run, until the network is back: " + items, items.size(), items);
  }

  @Override
  public Effect act(Preview preview, Run run) throws IOException {
    List<String> ran = new ArrayList<>();
    String link = look.now().device(device);
    for (List<String> argv : NetworkConfigurer.of(link, roots, programs).repairs(link)) {
      NetworkContext context = look.now();
      String line = String.join(" ", argv);
      if (run.isOver() || !preview.items().contains(line) || !context.whyNot(device).isEmpty()) {
        break;
      }
      List<List<String>> undo = context.restore(run.attempt() + "-undo-" + ran.size());
      ran.add(line);
      run.did(new Effect(0, "settings", "ran " + line, List.copyOf(ran)));
      GuardedChange.End end = context.change().apply(List.of(argv), undo, true, run);
      if (end == GuardedChange.End.BETTER) {
        return new Effect(1, "repairs", "the network is back after " + line, ran);
      }
    }
    return new Effect(0, "repairs", "no repair command brought the network back", ran);
  }
}
