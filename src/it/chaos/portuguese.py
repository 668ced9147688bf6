"""The table in Portuguese: what is said in it is few sentences, and numbers are numbers."""

PARAGRAPHS = (
    ("# Healing under real faults", "# Correção de falhas reais"),
    ("Made by `", "Feito por `"),
    (" on 2 cores", " em 2 núcleos"),
    ("Every trial has a host of its own: processes,\nmounts, network and `/run` in namespaces, disks "
     "in files. The agent looks every 5 s and every 0.5 s\nonce something is suspicious, Monit every "
     "5 s. TTD is the time from the fault to the first critical\nstate or treatment in the agent's "
     "journal (to the first line of Monit's action); TTH that until a\njudge that knows neither of "
     "them, and looks every 20 ms, sees it healed; where a person has to say yes it\ncounts from the "
     "yes. Median (least–most) of ",
     "Cada ensaio tem um host próprio: processos,\nmontagens, rede e `/run` em namespaces, discos em "
     "arquivos. O agente olha a cada 5 s, e a cada 0,5 s\nquando algo é suspeito; o Monit, a cada 5 s. "
     "TTD é o tempo da falha até o primeiro estado crítico\nou tratamento no diário do agente (até a "
     "primeira linha da ação do Monit); TTH, até um juiz que não\nconhece nenhum dos dois, e olha a "
     "cada 20 ms, ver a falha corrigida; onde uma pessoa precisa dizer sim,\nconta a partir do sim. "
     "Mediana (menor–maior) de "),
    (" in seconds.", ", em segundos."),
    ("| row | fault | target | TTD | TTH | actions | target met? |",
     "| linha | falha | meta | TTD | TTH | ações | meta cumprida? |"),
    (" Monit TTD | TTH | actions | remark |", " Monit TTD | TTH | ações | observação |"),
)
WORDS = (
    ("no signal of the agent's tells of a service, and systemd is not process 1 here",
     "nenhum sinal do agente fala de um serviço, e o systemd não é o processo 1 aqui"),
    ("no signal of the agent's tells of a resolver: an address once found is probed on, and heal_dns "
     "is tried for lost probes only",
     "nenhum sinal do agente fala de um resolvedor: um endereço já encontrado continua sendo sondado, "
     "e heal_dns só é tentado quando sondas se perdem"),
    ("there is no heal_latency_path to try, and this kernel has no netem",
     "não há heal_latency_path para tentar, e este kernel não tem netem"),
    ("no rule for Monit", "sem regra para o Monit"),
    ("deleted file, still open", "arquivo apagado, ainda aberto"),
    ("refilled 10 times, every 11 s", "enchido 10 vezes, a cada 11 s"),
    ("disk full", "disco cheio"), ("action that hangs", "ação que trava"),
    ("action that does nothing", "ação que nada faz"), ("inodes used up", "inodes esgotados"),
    ("zombies of a parent that never waits", "zumbis de um pai que nunca espera"),
    ("default route lost", "rota padrão perdida"), ("addresses lost", "endereços perdidos"),
    ("link switched off", "interface desligada"),
    ("foreign blackhole route", "rota blackhole alheia"), ("peer dead", "outro lado morto"),
    ("service in a crash loop", "serviço que cai sem parar"), ("service dead", "serviço morto"),
    ("process that takes all CPU time", "processo que toma toda a CPU"),
    ("process that takes all memory", "processo que toma toda a memória"),
    ("| heat |", "| calor |"), ("| latency |", "| latência |"),
    ("local resolver dead", "resolvedor local morto"),
    ("ext4 stopped after an error", "ext4 parado após um erro"),
    ("remounted read-only by somebody", "remontado só para leitura por alguém"),
    ("runaway log, not appended to", "log desenfreado, não escrito no fim"),
    ("runaway log, appended to", "log desenfreado, escrito no fim"),
    ("healer killed while it acts", "agente morto enquanto age"),
    ("as its checks say", "o que dizem suas verificações"), ("NOT RUN", "NÃO EXECUTADA"),
    ("never two copies", "nunca duas cópias"), ("at once", "ao mesmo tempo"),
    ("at the crash", "na queda"), ("the crash included", "incluída a queda"),
    ("instead of", "em vez de"), ("actions", "ações"), ("missing:", "falta:"),
    ("added:", "a mais:"), ("| met |", "| sim |"), ("never", "nunca"),
)


def of(text):
    for english, said in PARAGRAPHS:
        text = text.replace(english, said)
    head, bar, table = text.partition("|---")
    for english, said in WORDS:
        table = table.replace(english, said)
    return head + bar + table
