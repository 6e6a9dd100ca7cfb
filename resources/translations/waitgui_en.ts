<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>BackoffPage</name>
    <message numerus="yes">
        <location filename="../../waitgui/views/task_form/waiting.py"/>
        <source>The cap ends it after %n attempt(s).</source>
        <translation><numerusform>The cap ends it after %n attempt.</numerusform><numerusform>The cap ends it after %n attempts.</numerusform></translation>
    </message>
</context>
<context>
    <name>CapWarning</name>
    <message numerus="yes">
        <location filename="../../waitgui/views/task_form/cap_warning.py"/>
        <source>The cap ends this after %n attempt(s), not {steps}</source>
        <translation><numerusform>The cap ends this after %n attempt, not {steps}</numerusform><numerusform>The cap ends this after %n attempts, not {steps}</numerusform></translation>
    </message>
</context>
<context>
    <name>Closing</name>
    <message numerus="yes">
        <location filename="../../waitgui/views/closing.py"/>
        <source>%n running task(s) will be stopped.</source>
        <translation><numerusform>%n running task will be stopped.</numerusform><numerusform>%n running tasks will be stopped.</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/views/closing.py"/>
        <source>%n running task(s) of {names} will be stopped.</source>
        <translation><numerusform>%n running task of {names} will be stopped.</numerusform><numerusform>%n running tasks of {names} will be stopped.</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/views/closing.py"/>
        <source>%n more</source>
        <translation><numerusform>%n more</numerusform><numerusform>%n more</numerusform></translation>
    </message>
</context>
<context>
    <name>CountRule</name>
    <message numerus="yes">
        <location filename="../../waitgui/views/task_form/rules.py"/>
        <source>tick(s)</source>
        <translation><numerusform>tick</numerusform><numerusform>ticks</numerusform></translation>
    </message>
</context>
<context>
    <name>DoctorPage</name>
    <message numerus="yes">
        <location filename="../../waitgui/views/doctor.py"/>
        <source>And %n more.</source>
        <translation><numerusform>And %n more.</numerusform><numerusform>And %n more.</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/views/doctor.py"/>
        <source>%n thing(s) that may hurt, the worst first.</source>
        <translation><numerusform>%n thing that may hurt, the worst first.</numerusform><numerusform>%n things that may hurt, the worst first.</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/views/doctor.py"/>
        <source>More than %n things that may hurt, the worst first.</source>
        <translation><numerusform>More than %n things that may hurt, the worst first.</numerusform><numerusform>More than %n things that may hurt, the worst first.</numerusform></translation>
    </message>
</context>
<context>
    <name>Dropping</name>
    <message numerus="yes">
        <location filename="../../waitgui/views/dropping.py"/>
        <source>%n more file(s) aren't either.</source>
        <translation><numerusform>%n more file aren't either.</numerusform><numerusform>%n more files aren't either.</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/views/dropping.py"/>
        <source>Drop to open %n task set(s)</source>
        <translation><numerusform>Drop to open %n task set</numerusform><numerusform>Drop to open %n task sets</numerusform></translation>
    </message>
</context>
<context>
    <name>FailuresInARowRule</name>
    <message numerus="yes">
        <location filename="../../waitgui/views/task_form/rules.py"/>
        <source>failure(s) in a row</source>
        <translation><numerusform>failure in a row</numerusform><numerusform>failures in a row</numerusform></translation>
    </message>
</context>
<context>
    <name>FailuresRule</name>
    <message numerus="yes">
        <location filename="../../waitgui/views/task_form/rules.py"/>
        <source>failure(s)</source>
        <translation><numerusform>failure</numerusform><numerusform>failures</numerusform></translation>
    </message>
</context>
<context>
    <name>OutputView</name>
    <message numerus="yes">
        <location filename="../../waitgui/views/output_view.py"/>
        <source>the last %Ln line(s)</source>
        <translation><numerusform>the last %Ln line</numerusform><numerusform>the last %Ln lines</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/views/output_view.py"/>
        <source>%Ln line(s)</source>
        <translation><numerusform>%Ln line</numerusform><numerusform>%Ln lines</numerusform></translation>
    </message>
</context>
<context>
    <name>SetEdits</name>
    <message numerus="yes">
        <location filename="../../waitgui/views/set_edits.py"/>
        <source>%n task(s) were deleted.</source>
        <translation><numerusform>%n task were deleted.</numerusform><numerusform>%n tasks were deleted.</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/views/set_edits.py"/>
        <source>Stopped: %n.</source>
        <translation><numerusform>Stopped: %n.</numerusform><numerusform>Stopped: %n.</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/views/set_edits.py"/>
        <source>{names} and %n more</source>
        <translation><numerusform>{names} and %n more</numerusform><numerusform>{names} and %n more</numerusform></translation>
    </message>
</context>
<context>
    <name>SetFiles</name>
    <message numerus="yes">
        <location filename="../../waitgui/views/set_files.py"/>
        <source>and %n more</source>
        <translation><numerusform>and %n more</numerusform><numerusform>and %n more</numerusform></translation>
    </message>
</context>
<context>
    <name>SeveralPanel</name>
    <message numerus="yes">
        <location filename="../../waitgui/views/several_panel.py"/>
        <source>%n task(s) selected</source>
        <translation><numerusform>%n task selected</numerusform><numerusform>%n tasks selected</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/views/several_panel.py"/>
        <source>{names} and %n more</source>
        <translation><numerusform>{names} and %n more</numerusform><numerusform>{names} and %n more</numerusform></translation>
    </message>
</context>
<context>
    <name>StatusRow</name>
    <message numerus="yes">
        <location filename="../../waitgui/views/state_count.py"/>
        <source>%n running</source>
        <translation><numerusform>%n running</numerusform><numerusform>%n running</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/views/state_count.py"/>
        <source>%n waiting</source>
        <translation><numerusform>%n waiting</numerusform><numerusform>%n waiting</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/views/state_count.py"/>
        <source>%n paused</source>
        <translation><numerusform>%n paused</numerusform><numerusform>%n paused</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/views/state_count.py"/>
        <source>%n waiting after a failure</source>
        <translation><numerusform>%n waiting after a failure</numerusform><numerusform>%n waiting after a failure</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/views/state_count.py"/>
        <source>%n failed</source>
        <translation><numerusform>%n failed</numerusform><numerusform>%n failed</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/views/state_count.py"/>
        <source>%n done</source>
        <translation><numerusform>%n done</numerusform><numerusform>%n done</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/views/state_count.py"/>
        <source>%n stopped</source>
        <translation><numerusform>%n stopped</numerusform><numerusform>%n stopped</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/views/state_count.py"/>
        <source>%n not started</source>
        <translation><numerusform>%n not started</numerusform><numerusform>%n not started</numerusform></translation>
    </message>
</context>
<context>
    <name>SuccessesRule</name>
    <message numerus="yes">
        <location filename="../../waitgui/views/task_form/rules.py"/>
        <source>success(es)</source>
        <translation><numerusform>success</numerusform><numerusform>successes</numerusform></translation>
    </message>
</context>
<context>
    <name>TagsDialog</name>
    <message numerus="yes">
        <location filename="../../waitgui/views/tags_dialog.py"/>
        <source>Tags of %n task(s)</source>
        <translation><numerusform>Tags of %n task</numerusform><numerusform>Tags of %n tasks</numerusform></translation>
    </message>
</context>
<context>
    <name>TaskForm</name>
    <message numerus="yes">
        <location filename="../../waitgui/views/task_form/growing.py"/>
        <source>attempt(s) (steps)</source>
        <translation><numerusform>attempt (steps)</numerusform><numerusform>attempts (steps)</numerusform></translation>
    </message>
</context>
<context>
    <name>TickFilter</name>
    <message numerus="yes">
        <location filename="../../waitgui/views/tick_filter.py"/>
        <source>%Ln outcome(s)</source>
        <translation><numerusform>%Ln outcome</numerusform><numerusform>%Ln outcomes</numerusform></translation>
    </message>
</context>
<context>
    <name>TicksView</name>
    <message numerus="yes">
        <location filename="../../waitgui/views/ticks_view.py"/>
        <source>%Ln tick(s) in memory</source>
        <translation><numerusform>%Ln tick in memory</numerusform><numerusform>%Ln ticks in memory</numerusform></translation>
    </message>
</context>
<context>
    <name>Trial</name>
    <message numerus="yes">
        <location filename="../../waitgui/views/task_form/trial.py"/>
        <source>%n process(es) left running in the background</source>
        <translation><numerusform>%n process left running in the background</numerusform><numerusform>%n processes left running in the background</numerusform></translation>
    </message>
</context>
<context>
    <name>advice</name>
    <message numerus="yes">
        <location filename="../../waitgui/tasks/advice_schedules.py"/>
        <source>The cap ends this after %n attempt(s), not {steps}.</source>
        <translation><numerusform>The cap ends this after %n attempt, not {steps}.</numerusform><numerusform>The cap ends this after %n attempts, not {steps}.</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/tasks/advice_schedules.py"/>
        <source>Make %n attempt(s) at most</source>
        <translation><numerusform>Make %n attempt at most</numerusform><numerusform>Make %n attempts at most</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/tasks/advice_stops.py"/>
        <source>it gives up after %n attempt(s)</source>
        <translation><numerusform>it gives up after %n attempt</numerusform><numerusform>it gives up after %n attempts</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/tasks/advice_stops.py"/>
        <source>%n tick(s) end it before</source>
        <translation><numerusform>%n tick end it before</numerusform><numerusform>%n ticks end it before</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/tasks/advice_stops.py"/>
        <source>%n failure(s) end it before</source>
        <translation><numerusform>%n failure end it before</numerusform><numerusform>%n failures end it before</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/tasks/advice_world.py"/>
        <source>Of its last %n tick(s) one in 20 took over {p95}, longer than the period of {period}: {then}.</source>
        <translation><numerusform>Of its last %n tick one in 20 took over {p95}, longer than the period of {period}: {then}.</numerusform><numerusform>Of its last %n ticks one in 20 took over {p95}, longer than the period of {period}: {then}.</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/tasks/advice_world.py"/>
        <source>It starts %n time(s) within one second where it ends at once.</source>
        <translation><numerusform>It starts %n time within one second where it ends at once.</numerusform><numerusform>It starts %n times within one second where it ends at once.</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/tasks/advice_world.py"/>
        <source>%n tick(s)</source>
        <translation><numerusform>%n tick</numerusform><numerusform>%n ticks</numerusform></translation>
    </message>
</context>
<context>
    <name>alerts</name>
    <message numerus="yes">
        <location filename="../../waitgui/views/alert_words.py"/>
        <source>%n time(s) in all</source>
        <translation><numerusform>%n time in all</numerusform><numerusform>%n times in all</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/views/alert_words.py"/>
        <source>{task} failed %n time(s) in a row</source>
        <translation><numerusform>{task} failed %n time in a row</numerusform><numerusform>{task} failed %n times in a row</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/views/alert_words.py"/>
        <source>%n task(s) failed</source>
        <translation><numerusform>%n task failed</numerusform><numerusform>%n tasks failed</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/views/alert_words.py"/>
        <source>%n task(s) recovered</source>
        <translation><numerusform>%n task recovered</numerusform><numerusform>%n tasks recovered</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/views/alert_words.py"/>
        <source>%n task(s) gave up</source>
        <translation><numerusform>%n task gave up</numerusform><numerusform>%n tasks gave up</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/views/alert_words.py"/>
        <source>%n run(s) ended</source>
        <translation><numerusform>%n run ended</numerusform><numerusform>%n runs ended</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/views/alert_words.py"/>
        <source>{tasks} and %n more</source>
        <translation><numerusform>{tasks} and %n more</numerusform><numerusform>{tasks} and %n more</numerusform></translation>
    </message>
</context>
<context>
    <name>cli</name>
    <message numerus="yes">
        <location filename="../../waitgui/cli/check.py"/>
        <source>%n task(s), can be used</source>
        <translation><numerusform>%n task, can be used</numerusform><numerusform>%n tasks, can be used</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/cli/preview.py"/>
        <source>task "{id}": cut off after %n planned tick(s); --limit raises that</source>
        <translation><numerusform>task "{id}": cut off after %n planned tick; --limit raises that</numerusform><numerusform>task "{id}": cut off after %n planned ticks; --limit raises that</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/cli/trust.py"/>
        <source>and %n more</source>
        <translation><numerusform>and %n more</numerusform><numerusform>and %n more</numerusform></translation>
    </message>
</context>
<context>
    <name>describe</name>
    <message numerus="yes">
        <location filename="../../waitgui/tasks/attempt_words.py"/>
        <source>%n attempt(s) timed out</source>
        <translation><numerusform>%n attempt timed out</numerusform><numerusform>%n attempts timed out</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/tasks/attempt_words.py"/>
        <source>%n attempt(s) failed</source>
        <translation><numerusform>%n attempt failed</numerusform><numerusform>%n attempts failed</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/tasks/attempt_words.py"/>
        <source>%n attempt(s) failed with exit code {code}</source>
        <translation><numerusform>%n attempt failed with exit code {code}</numerusform><numerusform>%n attempts failed with exit code {code}</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/tasks/deeds.py"/>
        <source>%n more</source>
        <translation><numerusform>%n more</numerusform><numerusform>%n more</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/tasks/describe.py"/>
        <source>{attempts} (the cap of {cap} ends it, not the %n step(s))</source>
        <translation><numerusform>{attempts} (the cap of {cap} ends it, not the %n step)</numerusform><numerusform>{attempts} (the cap of {cap} ends it, not the %n steps)</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/tasks/describe.py"/>
        <source>%n attempt(s) at most</source>
        <translation><numerusform>%n attempt at most</numerusform><numerusform>%n attempts at most</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/tasks/describe.py"/>
        <source>up to %n attempt(s) each</source>
        <translation><numerusform>up to %n attempt each</numerusform><numerusform>up to %n attempts each</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/tasks/describe.py"/>
        <source>until %n tick(s)</source>
        <translation><numerusform>until %n tick</numerusform><numerusform>until %n ticks</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/tasks/describe.py"/>
        <source>%n attempt(s)</source>
        <translation><numerusform>%n attempt</numerusform><numerusform>%n attempts</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/tasks/endings.py"/>
        <source>%n tick(s)</source>
        <translation><numerusform>%n tick</numerusform><numerusform>%n ticks</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/tasks/endings.py"/>
        <source>%n success(es)</source>
        <translation><numerusform>%n success</numerusform><numerusform>%n successes</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/tasks/endings.py"/>
        <source>%n failure(s)</source>
        <translation><numerusform>%n failure</numerusform><numerusform>%n failures</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/tasks/endings.py"/>
        <source>%n failure(s) in a row</source>
        <translation><numerusform>%n failure in a row</numerusform><numerusform>%n failures in a row</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/tasks/explain.py"/>
        <source>, in %n attempt(s)</source>
        <translation><numerusform>, in %n attempt</numerusform><numerusform>, in %n attempts</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/tasks/run_words.py"/>
        <source>gave up after %n attempt(s)</source>
        <translation><numerusform>gave up after %n attempt</numerusform><numerusform>gave up after %n attempts</numerusform></translation>
    </message>
</context>
<context>
    <name>edits</name>
    <message numerus="yes">
        <location filename="../../waitgui/tasks/edit_words.py"/>
        <source>change %n task(s)</source>
        <translation><numerusform>change %n task</numerusform><numerusform>change %n tasks</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/tasks/edit_words.py"/>
        <source>add %n task(s)</source>
        <translation><numerusform>add %n task</numerusform><numerusform>add %n tasks</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/tasks/edit_words.py"/>
        <source>delete %n task(s)</source>
        <translation><numerusform>delete %n task</numerusform><numerusform>delete %n tasks</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/tasks/edit_words.py"/>
        <source>move %n task(s)</source>
        <translation><numerusform>move %n task</numerusform><numerusform>move %n tasks</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/tasks/edit_words.py"/>
        <source>enable %n task(s)</source>
        <translation><numerusform>enable %n task</numerusform><numerusform>enable %n tasks</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/tasks/edit_words.py"/>
        <source>disable %n task(s)</source>
        <translation><numerusform>disable %n task</numerusform><numerusform>disable %n tasks</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/tasks/edit_words.py"/>
        <source>change {field} of %n task(s)</source>
        <translation><numerusform>change {field} of %n task</numerusform><numerusform>change {field} of %n tasks</numerusform></translation>
    </message>
</context>
<context>
    <name>range</name>
    <message numerus="yes">
        <location filename="../../waitgui/views/range_words.py"/>
        <source>%n tick(s)</source>
        <translation><numerusform>%n tick</numerusform><numerusform>%n ticks</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/views/range_words.py"/>
        <source>%n failed</source>
        <translation><numerusform>%n failed</numerusform><numerusform>%n failed</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/views/range_words.py"/>
        <source> Skipped: %n.</source>
        <translation><numerusform> Skipped: %n.</numerusform><numerusform> Skipped: %n.</numerusform></translation>
    </message>
</context>
<context>
    <name>timeline</name>
    <message numerus="yes">
        <location filename="../../waitgui/views/timeline/hover.py"/>
        <source>%n tick(s)</source>
        <translation><numerusform>%n tick</numerusform><numerusform>%n ticks</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/views/timeline/hover.py"/>
        <source>%n task(s)</source>
        <translation><numerusform>%n task</numerusform><numerusform>%n tasks</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/views/timeline/hover.py"/>
        <source>%n failed</source>
        <translation><numerusform>%n failed</numerusform><numerusform>%n failed</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/views/timeline/words.py"/>
        <source>{count} task(s)</source>
        <translation><numerusform>{count} task</numerusform><numerusform>{count} tasks</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/views/timeline/words.py"/>
        <source>{count} group(s)</source>
        <translation><numerusform>{count} group</numerusform><numerusform>{count} groups</numerusform></translation>
    </message>
</context>
<context>
    <name>tray</name>
    <message numerus="yes">
        <location filename="../../waitgui/views/tray_words.py"/>
        <source>%n running</source>
        <translation><numerusform>%n running</numerusform><numerusform>%n running</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/views/tray_words.py"/>
        <source>%n failed</source>
        <translation><numerusform>%n failed</numerusform><numerusform>%n failed</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/views/tray_words.py"/>
        <source>%n waiting</source>
        <translation><numerusform>%n waiting</numerusform><numerusform>%n waiting</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/views/tray_words.py"/>
        <source>%n paused</source>
        <translation><numerusform>%n paused</numerusform><numerusform>%n paused</numerusform></translation>
    </message>
</context>
</TS>
