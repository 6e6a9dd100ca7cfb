<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AdviceCard</name>
    <message>
        <location filename="../../waitgui/views/advice_card.py"/>
        <source>The whole set</source>
        <translation>整个任务集</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/advice_card.py"/>
        <source>Go to task</source>
        <translation>转到任务</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/advice_card.py"/>
        <source>Fails</source>
        <translation>会失败</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/advice_card.py"/>
        <source>Will hurt</source>
        <translation>会带来麻烦</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/advice_card.py"/>
        <source>Hint</source>
        <translation>提示</translation>
    </message>
</context>
<context>
    <name>AnchorField</name>
    <message>
        <location filename="../../waitgui/views/task_form/anchors.py"/>
        <source>C&amp;ounted</source>
        <translation>起算点(&amp;O)</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/anchors.py"/>
        <source>what the period counts from</source>
        <translation>周期从何时起算</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/anchors.py"/>
        <source>After it ends</source>
        <translation>从结束起算</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/anchors.py"/>
        <source>From its start</source>
        <translation>从开始起算</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/anchors.py"/>
        <source>On a grid</source>
        <translation>对齐网格</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/anchors.py"/>
        <source>the period begins when a tick has ended (sliding)</source>
        <translation>周期从上一次执行结束时起算（滑动，sliding）</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/anchors.py"/>
        <source>the period begins with each tick; a late one follows at once (not sliding)</source>
        <translation>周期从每次执行开始时起算；迟到的一次会立即补上（非滑动）</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/anchors.py"/>
        <source>ticks stay on the beat; what is missed is skipped (drift free)</source>
        <translation>每次执行都落在节拍上；错过的会跳过（无漂移，drift free）</translation>
    </message>
</context>
<context>
    <name>Announcer</name>
    <message>
        <location filename="../../waitgui/views/announcer.py"/>
        <source>Open</source>
        <translation>打开</translation>
    </message>
</context>
<context>
    <name>AxisBar</name>
    <message>
        <location filename="../../waitgui/views/timeline/axis_bar.py"/>
        <source>Times</source>
        <translation>时间</translation>
    </message>
</context>
<context>
    <name>BackoffPage</name>
    <message>
        <location filename="../../waitgui/views/task_form/waiting.py"/>
        <source>Back off</source>
        <translation>退避</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/waiting.py"/>
        <source>Ends when the action succeeds.</source>
        <translation>动作成功后结束。</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/waiting.py"/>
        <source>Ends when the action succeeds, or at the last attempt.</source>
        <translation>动作成功或最后一次尝试后结束。</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/waiting.py"/>
        <source>At the cap</source>
        <translation>到达上限时</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/waiting.py"/>
        <source>what happens at the cap</source>
        <translation>到达上限时的处理</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/waiting.py"/>
        <source>Give up</source>
        <translation>放弃</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/waiting.py"/>
        <source>Keep trying</source>
        <translation>继续尝试</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/waiting.py"/>
        <source>Without effect: it keeps trying.</source>
        <translation>不起作用：会一直尝试。</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/waiting.py"/>
        <source>Waits grow so often, then stay.</source>
        <translation>等待延长这么多次，之后保持不变。</translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/views/task_form/waiting.py"/>
        <source>The cap ends it after %n attempt(s).</source>
        <translation><numerusform>上限使其在 %n 次尝试后结束。</numerusform></translation>
    </message>
</context>
<context>
    <name>CapWarning</name>
    <message numerus="yes">
        <location filename="../../waitgui/views/task_form/cap_warning.py"/>
        <source>The cap ends this after %n attempt(s), not {steps}</source>
        <translation><numerusform>上限使其在 %n 次尝试后结束，而不是 {steps} 次</numerusform></translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/cap_warning.py"/>
        <source>After attempt {n} the next wait would be {wait}, past the cap of {cap}.</source>
        <translation>第 {n} 次尝试后，下一次等待将是 {wait}，超过了上限 {cap}。</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/cap_warning.py"/>
        <source>Keep trying at {cap}</source>
        <translation>以 {cap}的间隔继续尝试</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/cap_warning.py"/>
        <source>Raise the cap to {cap}</source>
        <translation>将上限提高到 {cap}</translation>
    </message>
</context>
<context>
    <name>CheckPage</name>
    <message>
        <location filename="../../waitgui/views/task_form/checks.py"/>
        <source>Waits</source>
        <translation>最多等待</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/checks.py"/>
        <source>the time limit of a check</source>
        <translation>检查的时限</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/checks.py"/>
        <source>= {time}; then it isn't met</source>
        <translation>= {time}；之后视为未满足</translation>
    </message>
</context>
<context>
    <name>Closing</name>
    <message numerus="yes">
        <location filename="../../waitgui/views/closing.py"/>
        <source>%n running task(s) will be stopped.</source>
        <translation><numerusform>%n 个正在运行的任务将被停止。</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/views/closing.py"/>
        <source>%n running task(s) of {names} will be stopped.</source>
        <translation><numerusform>{names} 中 %n 个正在运行的任务将被停止。</numerusform></translation>
    </message>
    <message>
        <location filename="../../waitgui/views/closing.py"/>
        <source>{name} has changes that aren't saved.</source>
        <translation>{name} 有未保存的更改。</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/closing.py"/>
        <source>{names} have changes that aren't saved.</source>
        <translation>{names} 有未保存的更改。</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/closing.py"/>
        <source>Save and quit</source>
        <translation>保存并退出</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/closing.py"/>
        <source>Save all and quit</source>
        <translation>全部保存并退出</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/closing.py"/>
        <source>Quit without saving</source>
        <translation>不保存并退出</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/closing.py"/>
        <source>Stop and quit</source>
        <translation>停止并退出</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/closing.py"/>
        <source>Quit waitgui?</source>
        <translation>要退出 waitgui 吗？</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/closing.py"/>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/closing.py"/>
        <source>“{name}”</source>
        <translation>“{name}”</translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/views/closing.py"/>
        <source>%n more</source>
        <translation><numerusform>另外 %n 个</numerusform></translation>
    </message>
    <message>
        <location filename="../../waitgui/views/closing.py"/>
        <source>{names} and {last}</source>
        <translation>{names} 和 {last}</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/closing.py"/>
        <source>Changes that aren't saved would be lost.</source>
        <translation>未保存的更改将会丢失。</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/closing.py"/>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/closing.py"/>
        <source>Don't save</source>
        <translation>不保存</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/closing.py"/>
        <source>Stop and close</source>
        <translation>停止并关闭</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/closing.py"/>
        <source>Close “{name}”?</source>
        <translation>要关闭“{name}”吗？</translation>
    </message>
</context>
<context>
    <name>CodeDialog</name>
    <message>
        <location filename="../../waitgui/views/code_dialog.py"/>
        <source>Show as code</source>
        <translation>显示为代码</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/code_dialog.py"/>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/code_dialog.py"/>
        <source>What gets lost</source>
        <translation>会丢失什么</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/code_dialog.py"/>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/code_dialog.py"/>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>CodesRule</name>
    <message>
        <location filename="../../waitgui/views/task_form/rules.py"/>
        <source>Stops on</source>
        <translation>停止于</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/rules.py"/>
        <source>the exit codes on which it stops</source>
        <translation>使其停止的退出码</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/rules.py"/>
        <source>exit code, or several: 75, 76</source>
        <translation>退出码，可填多个：75, 76</translation>
    </message>
</context>
<context>
    <name>CommandCheckPage</name>
    <message>
        <location filename="../../waitgui/views/task_form/checks.py"/>
        <source>In a shell</source>
        <translation>在 shell 中</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/checks.py"/>
        <source>Succeeds</source>
        <translation>成功条件</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/checks.py"/>
        <source>the command of the check</source>
        <translation>检查所用的命令</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/checks.py"/>
        <source>empty for 10 s</source>
        <translation>留空为 10 秒</translation>
    </message>
</context>
<context>
    <name>CommandLine</name>
    <message>
        <location filename="../../waitgui/views/task_form/programs.py"/>
        <source>The program gets “{operator}” as it stands. Tick “In a shell” to let a shell read it.</source>
        <translation>“{operator}”会原样传给程序。勾选“在 shell 中”可由 shell 解释。</translation>
    </message>
</context>
<context>
    <name>CommandPage</name>
    <message>
        <location filename="../../waitgui/views/task_form/actions.py"/>
        <source>Command</source>
        <translation>命令</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/actions.py"/>
        <source>In a s&amp;hell</source>
        <translation>在 shell 中(&amp;H)</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/actions.py"/>
        <source>&amp;Command</source>
        <translation>命令(&amp;C)</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/actions.py"/>
        <source>the command</source>
        <translation>命令</translation>
    </message>
</context>
<context>
    <name>Commands</name>
    <message>
        <location filename="../../waitgui/views/commands.py"/>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/commands.py"/>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/commands.py"/>
        <source>Stop and delete</source>
        <translation>停止并删除</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/commands.py"/>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/commands.py"/>
        <source>New task set</source>
        <translation>新建任务集</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/commands.py"/>
        <source>Open…</source>
        <translation>打开…</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/commands.py"/>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/commands.py"/>
        <source>Save as…</source>
        <translation>另存为…</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/commands.py"/>
        <source>Picture as PNG…</source>
        <translation>导出为 PNG 图片…</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/commands.py"/>
        <source>Picture as SVG…</source>
        <translation>导出为 SVG 图片…</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/commands.py"/>
        <source>Ticks as CSV…</source>
        <translation>导出执行记录为 CSV…</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/commands.py"/>
        <source>Trace for Perfetto…</source>
        <translation>导出 Perfetto 跟踪…</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/commands.py"/>
        <source>Settings…</source>
        <translation>设置…</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/commands.py"/>
        <source>Close task set</source>
        <translation>关闭任务集</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/commands.py"/>
        <source>Next task set</source>
        <translation>下一个任务集</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/commands.py"/>
        <source>Previous task set</source>
        <translation>上一个任务集</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/commands.py"/>
        <source>Move tab right</source>
        <translation>标签页右移</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/commands.py"/>
        <source>Move tab left</source>
        <translation>标签页左移</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/commands.py"/>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/commands.py"/>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/commands.py"/>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/commands.py"/>
        <source>New task</source>
        <translation>新建任务</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/commands.py"/>
        <source>Edit task…</source>
        <translation>编辑任务…</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/commands.py"/>
        <source>Duplicate</source>
        <translation>创建副本</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/commands.py"/>
        <source>Show as code…</source>
        <translation>显示为代码…</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/commands.py"/>
        <source>Check the set…</source>
        <translation>检查任务集…</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/commands.py"/>
        <source>Tags…</source>
        <translation>标签…</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/commands.py"/>
        <source>Select all</source>
        <translation>全选</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/commands.py"/>
        <source>Move up</source>
        <translation>上移</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/commands.py"/>
        <source>Move down</source>
        <translation>下移</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/commands.py"/>
        <source>Start</source>
        <translation>启动</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/commands.py"/>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/commands.py"/>
        <source>Run now</source>
        <translation>立即运行</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/commands.py"/>
        <source>Start all</source>
        <translation>全部启动</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/commands.py"/>
        <source>Stop all</source>
        <translation>全部停止</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/commands.py"/>
        <source>Zoom in</source>
        <translation>放大</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/commands.py"/>
        <source>Zoom out</source>
        <translation>缩小</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/commands.py"/>
        <source>Show all</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/commands.py"/>
        <source>Reset zoom</source>
        <translation>重置缩放</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/commands.py"/>
        <source>Fit the selection</source>
        <translation>适应所选内容</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/commands.py"/>
        <source>Zoom back</source>
        <translation>后退到之前的缩放</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/commands.py"/>
        <source>Zoom forward</source>
        <translation>前进到之后的缩放</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/commands.py"/>
        <source>Jump to now</source>
        <translation>跳到现在</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/commands.py"/>
        <source>Jump to the start</source>
        <translation>跳到开头</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/commands.py"/>
        <source>Previous tick</source>
        <translation>上一次执行</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/commands.py"/>
        <source>Next tick</source>
        <translation>下一次执行</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/commands.py"/>
        <source>Previous failure</source>
        <translation>上一次失败</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/commands.py"/>
        <source>Next failure</source>
        <translation>下一次失败</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/commands.py"/>
        <source>Select the visible range</source>
        <translation>选择可见范围</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/commands.py"/>
        <source>Clear the range</source>
        <translation>清除范围</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/commands.py"/>
        <source>Map of all history</source>
        <translation>全部历史的缩略图</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/commands.py"/>
        <source>Filter tasks</source>
        <translation>筛选任务</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/commands.py"/>
        <source>Group by tag</source>
        <translation>按标签分组</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/commands.py"/>
        <source>Collapse all groups</source>
        <translation>折叠所有分组</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/commands.py"/>
        <source>Expand all groups</source>
        <translation>展开所有分组</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/commands.py"/>
        <source>As in the set</source>
        <translation>按任务集中的顺序</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/commands.py"/>
        <source>By name</source>
        <translation>按名称</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/commands.py"/>
        <source>By next tick</source>
        <translation>按下一次执行</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/commands.py"/>
        <source>By last failure</source>
        <translation>按最近一次失败</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/commands.py"/>
        <source>By most failures</source>
        <translation>按失败次数</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/commands.py"/>
        <source>As high as there is room</source>
        <translation>按可用空间</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/commands.py"/>
        <source>Comfortable</source>
        <translation>宽松</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/commands.py"/>
        <source>Compact</source>
        <translation>紧凑</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/commands.py"/>
        <source>Dense</source>
        <translation>密集</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/commands.py"/>
        <source>All lanes fit</source>
        <translation>显示全部泳道</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/commands.py"/>
        <source>Timeline</source>
        <translation>时间线</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/commands.py"/>
        <source>Ticks</source>
        <translation>执行</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/commands.py"/>
        <source>Runs</source>
        <translation>轮次</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/commands.py"/>
        <source>Tasks</source>
        <translation>任务</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/commands.py"/>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/commands.py"/>
        <source>As the desktop</source>
        <translation>跟随桌面</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/commands.py"/>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/commands.py"/>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/commands.py"/>
        <source>Start at login</source>
        <translation>登录时启动</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/commands.py"/>
        <source>Start this set with the program</source>
        <translation>随程序启动此任务集</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/commands.py"/>
        <source>Closing asks while tasks run</source>
        <translation>有任务运行时关闭窗口先询问</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/commands.py"/>
        <source>Closing keeps tasks running in the tray</source>
        <translation>关闭窗口后任务在托盘中继续运行</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/commands.py"/>
        <source>Closing quits</source>
        <translation>关闭窗口即退出</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/commands.py"/>
        <source>Notify of failures and recoveries</source>
        <translation>失败和恢复时通知</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/commands.py"/>
        <source>Notify of every run that ends by itself</source>
        <translation>每轮自行结束时通知</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/commands.py"/>
        <source>Quiet hours</source>
        <translation>免打扰时段</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/commands.py"/>
        <source>Show menu bar</source>
        <translation>显示菜单栏</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/commands.py"/>
        <source>Open the demo</source>
        <translation>打开演示</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/commands.py"/>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/commands.py"/>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/commands.py"/>
        <source>About waitgui</source>
        <translation>关于 waitgui</translation>
    </message>
</context>
<context>
    <name>ConditionRow</name>
    <message>
        <location filename="../../waitgui/views/task_form/conditions.py"/>
        <source>Kind of condition</source>
        <translation>条件类型</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/conditions.py"/>
        <source>Port</source>
        <translation>端口</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/conditions.py"/>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/conditions.py"/>
        <source>Web address</source>
        <translation>网址</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/conditions.py"/>
        <source>Command</source>
        <translation>命令</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/conditions.py"/>
        <source>All of these</source>
        <translation>全部满足</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/conditions.py"/>
        <source>Any of these</source>
        <translation>任一满足</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/conditions.py"/>
        <source>Not this</source>
        <translation>不满足</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/conditions.py"/>
        <source>Remove this condition</source>
        <translation>移除此条件</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/conditions.py"/>
        <source>As written</source>
        <translation>保持原样</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/conditions.py"/>
        <source>{condition}. Kept as it is; it can be changed in the file.</source>
        <translation>{condition}。保持原样；可在文件中修改。</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/conditions.py"/>
        <source>Kept as it is: {names}</source>
        <translation>保持原样：{names}</translation>
    </message>
</context>
<context>
    <name>ConditionRows</name>
    <message>
        <location filename="../../waitgui/views/task_form/conditions.py"/>
        <source>Add a condition</source>
        <translation>添加条件</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/conditions.py"/>
        <source>Condition {number}</source>
        <translation>条件 {number}</translation>
    </message>
</context>
<context>
    <name>CountRule</name>
    <message>
        <location filename="../../waitgui/views/task_form/rules.py"/>
        <source>Stops after</source>
        <translation>停止于</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/rules.py"/>
        <source>the number of ticks</source>
        <translation>执行次数</translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/views/task_form/rules.py"/>
        <source>tick(s)</source>
        <translation><numerusform>次执行后</numerusform></translation>
    </message>
</context>
<context>
    <name>DelayCurve</name>
    <message>
        <location filename="../../waitgui/views/task_form/delay_curve.py"/>
        <source>Wait after each attempt</source>
        <translation>每次尝试后的等待</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/delay_curve.py"/>
        <source>and so on until it succeeds</source>
        <translation>如此继续，直到成功</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/delay_curve.py"/>
        <source>attempt {n} never happens</source>
        <translation>第 {n} 次尝试不会发生</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/delay_curve.py"/>
        <source>attempts {first} to {last} never happen</source>
        <translation>第 {first} 至 {last} 次尝试不会发生</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/delay_curve.py"/>
        <source>the first {some} of {all} attempts</source>
        <translation>共 {all} 次尝试中的前 {some} 次</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/delay_curve.py"/>
        <source>Attempt</source>
        <translation>尝试</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/delay_curve.py"/>
        <source>Cap {time}</source>
        <translation>上限 {time}</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/delay_curve.py"/>
        <source>gives up here</source>
        <translation>在此放弃</translation>
    </message>
</context>
<context>
    <name>Disclosure</name>
    <message>
        <location filename="../../waitgui/views/task_form/sections.py"/>
        <source>open</source>
        <translation>已展开</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/sections.py"/>
        <source>closed</source>
        <translation>已收起</translation>
    </message>
</context>
<context>
    <name>DiskStrip</name>
    <message>
        <location filename="../../waitgui/views/disk_strip.py"/>
        <source>Change of the file</source>
        <translation>文件的变化</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/disk_strip.py"/>
        <source>The file of {name} is gone: another program has deleted or moved it. Saving writes it anew.</source>
        <translation>{name} 的文件不见了：已被其他程序删除或移走。保存会重新写入。</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/disk_strip.py"/>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/disk_strip.py"/>
        <source>Save as…</source>
        <translation>另存为…</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/disk_strip.py"/>
        <source>Not now</source>
        <translation>暂不处理</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/disk_strip.py"/>
        <source>{name} was changed by another program, and has changes here that aren't saved.</source>
        <translation>{name} 已被其他程序修改，并且这里有未保存的更改。</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/disk_strip.py"/>
        <source>Reload and lose my changes</source>
        <translation>重新载入并放弃我的更改</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/disk_strip.py"/>
        <source>Keep mine</source>
        <translation>保留我的</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/disk_strip.py"/>
        <source>{name} was changed by another program.</source>
        <translation>{name} 已被其他程序修改。</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/disk_strip.py"/>
        <source>Reload</source>
        <translation>重新载入</translation>
    </message>
</context>
<context>
    <name>DoctorPage</name>
    <message>
        <location filename="../../waitgui/views/doctor.py"/>
        <source>Check the set</source>
        <translation>检查任务集</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/doctor.py"/>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/views/doctor.py"/>
        <source>And %n more.</source>
        <translation><numerusform>另外还有 %n 处。</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/views/doctor.py"/>
        <source>%n thing(s) that may hurt, the worst first.</source>
        <translation><numerusform>%n 处可能带来麻烦，最严重的在前。</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/views/doctor.py"/>
        <source>More than %n things that may hurt, the worst first.</source>
        <translation><numerusform>超过 %n 处可能带来麻烦，最严重的在前。</numerusform></translation>
    </message>
    <message>
        <location filename="../../waitgui/views/doctor.py"/>
        <source>This set is in good health</source>
        <translation>此任务集状况良好</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/doctor.py"/>
        <source>Caps, time limits, retries, stop rules, programs and starts fit together.</source>
        <translation>上限、时限、重试、停止规则、程序和启动时间彼此相符。</translation>
    </message>
</context>
<context>
    <name>DraftKeeper</name>
    <message>
        <location filename="../../waitgui/models/draft_keeper.py"/>
        <source>Changes that aren't saved can't be kept for after a crash: {reason}. Save them yourself.</source>
        <translation>无法为崩溃保留未保存的更改：{reason}。请自行保存。</translation>
    </message>
</context>
<context>
    <name>Dropping</name>
    <message>
        <location filename="../../waitgui/views/dropping.py"/>
        <source>“{name}” isn't a file of this computer.</source>
        <translation>“{name}”不是本机上的文件。</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/dropping.py"/>
        <source>“{name}” isn't a task set: those are files that end in .toml.</source>
        <translation>“{name}”不是任务集：任务集是以 .toml 结尾的文件。</translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/views/dropping.py"/>
        <source>%n more file(s) aren't either.</source>
        <translation><numerusform>另外 %n 个文件也不是。</numerusform></translation>
    </message>
    <message>
        <location filename="../../waitgui/views/dropping.py"/>
        <source>Only the first {count} sets are opened at once.</source>
        <translation>一次只打开前 {count} 个任务集。</translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/views/dropping.py"/>
        <source>Drop to open %n task set(s)</source>
        <translation><numerusform>松开以打开 %n 个任务集</numerusform></translation>
    </message>
    <message>
        <location filename="../../waitgui/views/dropping.py"/>
        <source>Only task sets can be opened here: files that end in .toml</source>
        <translation>这里只能打开任务集：以 .toml 结尾的文件</translation>
    </message>
</context>
<context>
    <name>Explain</name>
    <message>
        <location filename="../../waitgui/views/explain.py"/>
        <source>Run {run}, tick {n} · {time}</source>
        <translation>第 {run} 轮，第 {n} 次 · {time}</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/explain.py"/>
        <source>Attempts</source>
        <translation>尝试</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/explain.py"/>
        <source>Running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/explain.py"/>
        <source>Retrying</source>
        <translation>重试中</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/explain.py"/>
        <source>Not started</source>
        <translation>未启动</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/explain.py"/>
        <source>Waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/explain.py"/>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/explain.py"/>
        <source>Stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/explain.py"/>
        <source>Ended</source>
        <translation>已结束</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/explain.py"/>
        <source> It hasn't run since this set was opened.</source>
        <translation>自此任务集打开以来尚未运行。</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/explain.py"/>
        <source> Next at {time}.</source>
        <translation>下一次在 {time}。</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/explain.py"/>
        <source> Next at {time}, in {left}.</source>
        <translation>下一次在 {time}，即 {left}后。</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/explain.py"/>
        <source>Ticks</source>
        <translation>执行</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/explain.py"/>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/explain.py"/>
        <source>Skipped</source>
        <translation>跳过</translation>
    </message>
</context>
<context>
    <name>Exports</name>
    <message>
        <location filename="../../waitgui/views/exports.py"/>
        <source>Pictures (*.png)</source>
        <translation>图片 (*.png)</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/exports.py"/>
        <source>Drawings (*.svg)</source>
        <translation>矢量图 (*.svg)</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/exports.py"/>
        <source>Comma-separated values (*.csv)</source>
        <translation>逗号分隔值 (*.csv)</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/exports.py"/>
        <source>Traces (*.json)</source>
        <translation>跟踪 (*.json)</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/exports.py"/>
        <source>{span} of the timeline</source>
        <translation>时间线上的 {span}</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/exports.py"/>
        <source>All in memory</source>
        <translation>内存中的全部</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/exports.py"/>
        <source>The shown time</source>
        <translation>显示的时间</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/exports.py"/>
        <source>The selected range</source>
        <translation>所选范围</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/exports.py"/>
        <source>Which ticks are to be exported?</source>
        <translation>要导出哪些执行？</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/exports.py"/>
        <source>The timeline shows {span}.</source>
        <translation>时间线显示 {span}。</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/exports.py"/>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/exports.py"/>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/exports.py"/>
        <source>The export was cancelled.</source>
        <translation>已取消导出。</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/exports.py"/>
        <source>{path} can't be written: {reason}.</source>
        <translation>无法写入 {path}：{reason}。</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/exports.py"/>
        <source>Exported to {path}</source>
        <translation>已导出到 {path}</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/exports.py"/>
        <source>Exporting… {percent} %</source>
        <translation>正在导出… {percent}%</translation>
    </message>
</context>
<context>
    <name>Exposure</name>
    <message>
        <location filename="../../waitgui/models/exposure_lines.py"/>
        <source>Runs the program</source>
        <translation>运行程序</translation>
    </message>
    <message>
        <location filename="../../waitgui/models/exposure_lines.py"/>
        <source>Runs in the shell</source>
        <translation>在 shell 中运行</translation>
    </message>
    <message>
        <location filename="../../waitgui/models/exposure_lines.py"/>
        <source>Runs the Python script, whatever it says by then</source>
        <translation>运行 Python 脚本，无论届时内容如何</translation>
    </message>
    <message>
        <location filename="../../waitgui/models/exposure_lines.py"/>
        <source>Runs the Python module</source>
        <translation>运行 Python 模块</translation>
    </message>
    <message>
        <location filename="../../waitgui/models/exposure_lines.py"/>
        <source>Runs the Python code</source>
        <translation>运行 Python 代码</translation>
    </message>
    <message>
        <location filename="../../waitgui/models/exposure_lines.py"/>
        <source>with the arguments</source>
        <translation>使用参数</translation>
    </message>
    <message>
        <location filename="../../waitgui/models/exposure_lines.py"/>
        <source>by the interpreter</source>
        <translation>使用解释器</translation>
    </message>
    <message>
        <location filename="../../waitgui/models/exposure_lines.py"/>
        <source>in the folder</source>
        <translation>在文件夹</translation>
    </message>
    <message>
        <location filename="../../waitgui/models/exposure_lines.py"/>
        <source>with the environment variable</source>
        <translation>使用环境变量</translation>
    </message>
    <message>
        <location filename="../../waitgui/models/exposure_lines.py"/>
        <source>Makes the request</source>
        <translation>发出请求</translation>
    </message>
    <message>
        <location filename="../../waitgui/models/exposure_lines.py"/>
        <source>and follows</source>
        <translation>并跟随</translation>
    </message>
    <message>
        <location filename="../../waitgui/models/exposure_lines.py"/>
        <source>with the header</source>
        <translation>带标头</translation>
    </message>
    <message>
        <location filename="../../waitgui/models/exposure_lines.py"/>
        <source>with the body</source>
        <translation>带正文</translation>
    </message>
    <message>
        <location filename="../../waitgui/models/exposure_lines.py"/>
        <source>Connects to</source>
        <translation>连接到</translation>
    </message>
    <message>
        <location filename="../../waitgui/models/exposure_lines.py"/>
        <source>Looks at the file</source>
        <translation>查看文件</translation>
    </message>
    <message>
        <location filename="../../waitgui/models/exposure_lines.py"/>
        <source>Shows the notification</source>
        <translation>显示通知</translation>
    </message>
</context>
<context>
    <name>FailuresInARowRule</name>
    <message>
        <location filename="../../waitgui/views/task_form/rules.py"/>
        <source>the number of failures in a row</source>
        <translation>连续失败次数</translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/views/task_form/rules.py"/>
        <source>failure(s) in a row</source>
        <translation><numerusform>次连续失败后</numerusform></translation>
    </message>
</context>
<context>
    <name>FailuresRule</name>
    <message>
        <location filename="../../waitgui/views/task_form/rules.py"/>
        <source>the number of failures</source>
        <translation>失败次数</translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/views/task_form/rules.py"/>
        <source>failure(s)</source>
        <translation><numerusform>次失败后</numerusform></translation>
    </message>
</context>
<context>
    <name>FilePage</name>
    <message>
        <location filename="../../waitgui/views/task_form/checks.py"/>
        <source>Path</source>
        <translation>路径</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/checks.py"/>
        <source>the path</source>
        <translation>路径</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/checks.py"/>
        <source>Must</source>
        <translation>要求</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/checks.py"/>
        <source>what the file must do</source>
        <translation>对文件的要求</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/checks.py"/>
        <source>Exist</source>
        <translation>存在</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/checks.py"/>
        <source>Not exist</source>
        <translation>不存在</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/checks.py"/>
        <source>Changed</source>
        <translation>修改于</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/checks.py"/>
        <source>how new the file must be</source>
        <translation>文件须有多新</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/checks.py"/>
        <source>= {time} ago at most</source>
        <translation>= 最多 {time}前</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/checks.py"/>
        <source>ago at most, as in 5m</source>
        <translation>之内，例如 5m</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/checks.py"/>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/checks.py"/>
        <source>the least size</source>
        <translation>最小大小</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/checks.py"/>
        <source>at least, as in 10KiB</source>
        <translation>以上，例如 10KiB</translation>
    </message>
</context>
<context>
    <name>FilesRow</name>
    <message>
        <location filename="../../waitgui/views/settings/rows.py"/>
        <source>No set has been saved yet.</source>
        <translation>还没有保存过任务集。</translation>
    </message>
</context>
<context>
    <name>FolderField</name>
    <message>
        <location filename="../../waitgui/views/task_form/programs.py"/>
        <source>&amp;Folder</source>
        <translation>文件夹(&amp;F)</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/programs.py"/>
        <source>the folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/programs.py"/>
        <source>where waitgui was started</source>
        <translation>waitgui 启动时所在的文件夹</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/programs.py"/>
        <source>Choose a folder…</source>
        <translation>选择文件夹…</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/programs.py"/>
        <source>Choose a folder</source>
        <translation>选择文件夹</translation>
    </message>
</context>
<context>
    <name>Footer</name>
    <message>
        <location filename="../../waitgui/views/task_form/footer.py"/>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/footer.py"/>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/footer.py"/>
        <source>Discard changes?</source>
        <translation>要放弃更改吗？</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/footer.py"/>
        <source>Keep editing</source>
        <translation>继续编辑</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/footer.py"/>
        <source>Discard</source>
        <translation>放弃</translation>
    </message>
</context>
<context>
    <name>ForecastStrip</name>
    <message>
        <location filename="../../waitgui/views/task_form/strip.py"/>
        <source>Next ticks</source>
        <translation>接下来的执行</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/strip.py"/>
        <source>gives up after {time} ›</source>
        <translation>{time}后放弃 ›</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/strip.py"/>
        <source>gives up</source>
        <translation>放弃</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/strip.py"/>
        <source>ends</source>
        <translation>结束</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/strip.py"/>
        <source>Start</source>
        <translation>启动</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/strip.py"/>
        <source>a check, as long as it isn't met</source>
        <translation>一次检查，只要尚未满足</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/strip.py"/>
        <source>earliest start, {time} long</source>
        <translation>最早开始，历时 {time}</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/strip.py"/>
        <source>a tick, {time} long</source>
        <translation>一次执行，历时 {time}</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/strip.py"/>
        <source>may start anywhere in here</source>
        <translation>可能在此区间内任意时刻开始</translation>
    </message>
</context>
<context>
    <name>ForecastTable</name>
    <message>
        <location filename="../../waitgui/views/task_form/table.py"/>
        <source>Next ticks in figures</source>
        <translation>接下来的执行（数字）</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/table.py"/>
        <source>Tick</source>
        <translation>执行</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/table.py"/>
        <source>Earliest</source>
        <translation>最早</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/table.py"/>
        <source>Latest</source>
        <translation>最晚</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/table.py"/>
        <source>Spread</source>
        <translation>跨度</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/table.py"/>
        <source>Check</source>
        <translation>检查</translation>
    </message>
</context>
<context>
    <name>HelpWindow</name>
    <message>
        <location filename="../../waitgui/views/help/window.py"/>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/help/window.py"/>
        <source>Topics</source>
        <translation>主题</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/help/window.py"/>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/help/window.py"/>
        <source>In the wait package: {term}</source>
        <translation>wait 包中的名称：{term}</translation>
    </message>
</context>
<context>
    <name>HistoryPage</name>
    <message>
        <location filename="../../waitgui/views/history_page.py"/>
        <source>The history can't be read: {reason}.</source>
        <translation>无法读取历史：{reason}。</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/history_page.py"/>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/history_page.py"/>
        <source>Searching…</source>
        <translation>正在搜索…</translation>
    </message>
</context>
<context>
    <name>HistoryStrip</name>
    <message>
        <location filename="../../waitgui/views/history_strip.py"/>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/history_strip.py"/>
        <source>The history was broken. A new one is begun; the old one is kept beside it as {name}.</source>
        <translation>历史已损坏。已另建新的历史；旧的保留在旁边，名为 {name}。</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/history_strip.py"/>
        <source>The history can't be written: {reason}. Tasks go on; only the latest ticks are kept.</source>
        <translation>无法写入历史：{reason}。任务照常进行；只保留最近的执行。</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/history_strip.py"/>
        <source>The history is written again. {count} ticks are lost.</source>
        <translation>已恢复写入历史。丢失了 {count} 次执行。</translation>
    </message>
</context>
<context>
    <name>HistoryViews</name>
    <message>
        <location filename="../../waitgui/views/history_views.py"/>
        <source>The history can't be read: {reason}.</source>
        <translation>无法读取历史：{reason}。</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/history_views.py"/>
        <source>The timeline goes back to the latest ticks only, not to this one.</source>
        <translation>时间线只回溯到最近的执行，到不了这一次。</translation>
    </message>
</context>
<context>
    <name>HourRow</name>
    <message>
        <location filename="../../waitgui/views/settings/rows.py"/>
        <source>“{text}” isn't a time of day. Use hours and minutes, as in 22:00.</source>
        <translation>“{text}”不是时间。请写小时和分钟，例如 22:00。</translation>
    </message>
</context>
<context>
    <name>HttpPage</name>
    <message>
        <location filename="../../waitgui/views/task_form/http_action.py"/>
        <source>Web request</source>
        <translation>Web 请求</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/http_action.py"/>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/http_action.py"/>
        <source>the address</source>
        <translation>地址</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/http_action.py"/>
        <source>Method</source>
        <translation>方法</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/http_action.py"/>
        <source>the method</source>
        <translation>方法</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/http_action.py"/>
        <source>as in GET, POST or PUT</source>
        <translation>例如 GET、POST 或 PUT</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/http_action.py"/>
        <source>Success is</source>
        <translation>成功条件</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/http_action.py"/>
        <source>the statuses</source>
        <translation>状态码</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/http_action.py"/>
        <source>statuses that mean success</source>
        <translation>表示成功的状态码</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/http_action.py"/>
        <source>Time &amp;limit</source>
        <translation>时限(&amp;L)</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/http_action.py"/>
        <source>the time limit</source>
        <translation>时限</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/http_action.py"/>
        <source>= {time}, for all of it</source>
        <translation>= {time}，整个请求</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/http_action.py"/>
        <source>for all of it; empty for 30 s</source>
        <translation>整个请求；留空为 30 秒</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/http_action.py"/>
        <source>Headers</source>
        <translation>标头</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/http_action.py"/>
        <source>the headers</source>
        <translation>标头</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/http_action.py"/>
        <source>Name: value, one a line</source>
        <translation>名称: 值，每行一个</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/http_action.py"/>
        <source>Body</source>
        <translation>正文</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/http_action.py"/>
        <source>the body</source>
        <translation>正文</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/http_action.py"/>
        <source>Redirects</source>
        <translation>重定向</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/http_action.py"/>
        <source>Goes where it is sent on to</source>
        <translation>跟随跳转</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/http_action.py"/>
        <source>whether redirects are followed</source>
        <translation>是否跟随重定向</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/http_action.py"/>
        <source>Reads at most</source>
        <translation>最多读取</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/http_action.py"/>
        <source>how much is read</source>
        <translation>读取多少</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/http_action.py"/>
        <source>of the answer; what is longer fails</source>
        <translation>的响应；超出则失败</translation>
    </message>
</context>
<context>
    <name>Idea</name>
    <message>
        <location filename="../../waitgui/views/welcome.py"/>
        <source>A timeline: on the left what ran, on the right what will run</source>
        <translation>一条时间线：左边是已运行的，右边是将要运行的</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/welcome.py"/>
        <source>now</source>
        <translation>现在</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/welcome.py"/>
        <source>what ran</source>
        <translation>已运行的</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/welcome.py"/>
        <source>what will run</source>
        <translation>将要运行的</translation>
    </message>
</context>
<context>
    <name>Inspector</name>
    <message>
        <location filename="../../waitgui/views/inspector.py"/>
        <source>Inspector</source>
        <translation>检查器</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/inspector.py"/>
        <source>Select a task to see why it ran when it did.</source>
        <translation>选择一个任务，查看它为何在那时运行。</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/inspector.py"/>
        <source>tick</source>
        <translation>次</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/inspector.py"/>
        <source>edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/inspector.py"/>
        <source>run now</source>
        <translation>立即运行</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/inspector.py"/>
        <source>Output</source>
        <translation>输出</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/inspector.py"/>
        <source>It printed nothing.</source>
        <translation>没有输出任何内容。</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/inspector.py"/>
        <source>Start</source>
        <translation>启动</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/inspector.py"/>
        <source>Run now</source>
        <translation>立即运行</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/inspector.py"/>
        <source>Edit task…</source>
        <translation>编辑任务…</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/inspector.py"/>
        <source>Copy the output</source>
        <translation>复制输出</translation>
    </message>
</context>
<context>
    <name>InspectorStrip</name>
    <message>
        <location filename="../../waitgui/views/inspector.py"/>
        <source>Details</source>
        <translation>详情</translation>
    </message>
</context>
<context>
    <name>JitterField</name>
    <message>
        <location filename="../../waitgui/views/task_form/schedules.py"/>
        <source>U&amp;p to</source>
        <translation>最多(&amp;P)</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/schedules.py"/>
        <source>how much later a tick may come</source>
        <translation>一次执行最多推迟多少</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/schedules.py"/>
        <source>Nothing on a grid is late on purpose.</source>
        <translation>网格上不会有意推迟。</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/schedules.py"/>
        <source>later each time (jitter)</source>
        <translation>每次随机推迟（抖动，jitter）</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/schedules.py"/>
        <source>later each time: {low} to {high} (jitter)</source>
        <translation>每次随机推迟：{low}至 {high}（抖动，jitter）</translation>
    </message>
</context>
<context>
    <name>LiveTickList</name>
    <message>
        <location filename="../../waitgui/views/tick_list.py"/>
        <source>Ticks</source>
        <translation>执行</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/tick_list.py"/>
        <source>The same as on the timeline, the newest first</source>
        <translation>与时间线上相同，最新的在前</translation>
    </message>
</context>
<context>
    <name>LiveTicks</name>
    <message>
        <location filename="../../waitgui/models/live_ticks.py"/>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <location filename="../../waitgui/models/live_ticks.py"/>
        <source>Task</source>
        <translation>任务</translation>
    </message>
    <message>
        <location filename="../../waitgui/models/live_ticks.py"/>
        <source>Outcome</source>
        <translation>结果</translation>
    </message>
    <message>
        <location filename="../../waitgui/models/live_ticks.py"/>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <location filename="../../waitgui/models/live_ticks.py"/>
        <source>Took</source>
        <translation>耗时</translation>
    </message>
    <message>
        <location filename="../../waitgui/models/live_ticks.py"/>
        <source>Late</source>
        <translation>延迟</translation>
    </message>
    <message>
        <location filename="../../waitgui/models/live_ticks.py"/>
        <source>Attempts</source>
        <translation>尝试</translation>
    </message>
    <message>
        <location filename="../../waitgui/models/live_ticks.py"/>
        <source>Running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <location filename="../../waitgui/models/live_ticks.py"/>
        <source>Planned</source>
        <translation>已计划</translation>
    </message>
    <message>
        <location filename="../../waitgui/models/live_ticks.py"/>
        <source>at the latest at {time}</source>
        <translation>最晚 {time}</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <location filename="../../waitgui/views/main_window.py"/>
        <source>About waitgui</source>
        <translation>关于 waitgui</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/main_window.py"/>
        <source>Small recurring jobs, with the timing of Kubernetes' wait package. MIT license.</source>
        <translation>小型周期任务，采用 Kubernetes wait 包的定时方式。MIT 许可证。</translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message>
        <location filename="../../waitgui/views/menus.py"/>
        <source>Open recent</source>
        <translation>最近打开的</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/menus.py"/>
        <source>Lanes</source>
        <translation>泳道</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/menus.py"/>
        <source>Options</source>
        <translation>选项</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/menus.py"/>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/menus.py"/>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/menus.py"/>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/menus.py"/>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/menus.py"/>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/menus.py"/>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/menus.py"/>
        <source>&amp;Task</source>
        <translation>任务(&amp;T)</translation>
    </message>
</context>
<context>
    <name>Minimap</name>
    <message>
        <location filename="../../waitgui/views/timeline/minimap.py"/>
        <source>All history</source>
        <translation>全部历史</translation>
    </message>
</context>
<context>
    <name>MinimapHead</name>
    <message>
        <location filename="../../waitgui/views/timeline/minimap.py"/>
        <source>All history</source>
        <translation>全部历史</translation>
    </message>
</context>
<context>
    <name>MomentRule</name>
    <message>
        <location filename="../../waitgui/views/task_form/rules.py"/>
        <source>Stops a&amp;t</source>
        <translation>停止时刻(&amp;T)</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/rules.py"/>
        <source>the moment at which it stops</source>
        <translation>停止的时刻</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/rules.py"/>
        <source>That is past: a run would end at once, without a tick.</source>
        <translation>已经过去：一轮会立即结束，一次也不执行。</translation>
    </message>
</context>
<context>
    <name>NoMatch</name>
    <message>
        <location filename="../../waitgui/views/no_match.py"/>
        <source>Clear filter</source>
        <translation>清除筛选</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/no_match.py"/>
        <source>No task matches “{words}”.</source>
        <translation>没有任务匹配“{words}”。</translation>
    </message>
</context>
<context>
    <name>NothingPage</name>
    <message>
        <location filename="../../waitgui/views/task_form/actions.py"/>
        <source>Nothing</source>
        <translation>无</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/actions.py"/>
        <source>&amp;Lasts</source>
        <translation>持续(&amp;L)</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/actions.py"/>
        <source>how long it lasts</source>
        <translation>持续多久</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/actions.py"/>
        <source>= {time}, to try out a schedule</source>
        <translation>= {time}，用于试验调度</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/actions.py"/>
        <source>no time, to try out a schedule</source>
        <translation>不占时间，用于试验调度</translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <location filename="../../waitgui/views/notice.py"/>
        <source>Close this message</source>
        <translation>关闭此消息</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/notice.py"/>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>NotifyPage</name>
    <message>
        <location filename="../../waitgui/views/task_form/actions.py"/>
        <source>Notification</source>
        <translation>通知</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/actions.py"/>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/actions.py"/>
        <source>the title</source>
        <translation>标题</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/actions.py"/>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/actions.py"/>
        <source>the text</source>
        <translation>文本</translation>
    </message>
</context>
<context>
    <name>OpenSet</name>
    <message>
        <location filename="../../waitgui/models/open_set.py"/>
        <source>exit code {code}</source>
        <translation>退出码 {code}</translation>
    </message>
</context>
<context>
    <name>Opening</name>
    <message>
        <location filename="../../waitgui/views/opening.py"/>
        <source>Open task sets</source>
        <translation>打开任务集</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/opening.py"/>
        <source>Task sets (*.toml)</source>
        <translation>任务集 (*.toml)</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/opening.py"/>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/opening.py"/>
        <source>Untitled</source>
        <translation>未命名</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/opening.py"/>
        <source>Open the version before</source>
        <translation>打开上一个版本</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/opening.py"/>
        <source>Another open set is called “{name}” too: the history takes both for one.</source>
        <translation>另一个打开的任务集也叫“{name}”：历史会把二者当作同一个。</translation>
    </message>
</context>
<context>
    <name>Options</name>
    <message>
        <location filename="../../waitgui/views/options.py"/>
        <source>Save the set first: it has no file yet.</source>
        <translation>请先保存任务集：它还没有文件。</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/options.py"/>
        <source>Quiet from {start} to {end}</source>
        <translation>免打扰：{start} 至 {end}</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/options.py"/>
        <source>From within this sandbox nothing can be started at login; use the desktop's own settings.</source>
        <translation>在此沙盒中无法设置登录时启动；请使用桌面自身的设置。</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/options.py"/>
        <source>On this system waitgui can't do that yet; use the system's own settings.</source>
        <translation>waitgui 在此系统上还做不到；请使用系统自身的设置。</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/options.py"/>
        <source>{file} can't be changed: {reason}.</source>
        <translation>无法更改 {file}：{reason}。</translation>
    </message>
</context>
<context>
    <name>OutputRule</name>
    <message>
        <location filename="../../waitgui/views/task_form/rules.py"/>
        <source>Stops when</source>
        <translation>停止条件</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/rules.py"/>
        <source>the expression that the output is searched for</source>
        <translation>在输出中搜索的表达式</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/rules.py"/>
        <source>the output matches, as in done|ready</source>
        <translation>输出匹配时，例如 done|ready</translation>
    </message>
</context>
<context>
    <name>OutputView</name>
    <message>
        <location filename="../../waitgui/views/output_view.py"/>
        <source>… {count} bytes before this weren't kept</source>
        <translation>… 此前 {count} 字节未保留</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/output_view.py"/>
        <source>… {count} lines before this aren't shown</source>
        <translation>… 此前 {count} 行未显示</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/output_view.py"/>
        <source>… {count} more characters</source>
        <translation>… 另有 {count} 个字符</translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/views/output_view.py"/>
        <source>the last %Ln line(s)</source>
        <translation><numerusform>最后 %Ln 行</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/views/output_view.py"/>
        <source>%Ln line(s)</source>
        <translation><numerusform>%Ln 行</numerusform></translation>
    </message>
    <message>
        <location filename="../../waitgui/views/output_view.py"/>
        <source>Output</source>
        <translation>输出</translation>
    </message>
</context>
<context>
    <name>PollPage</name>
    <message>
        <location filename="../../waitgui/views/task_form/waiting.py"/>
        <source>Poll</source>
        <translation>轮询</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/waiting.py"/>
        <source>Ends once the action has run, or when it gives up.</source>
        <translation>动作运行之后或放弃时结束。</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/waiting.py"/>
        <source>Ends once the action has run.</source>
        <translation>动作运行之后结束。</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/waiting.py"/>
        <source>Waits for</source>
        <translation>等待条件</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/waiting.py"/>
        <source>the condition</source>
        <translation>条件</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/waiting.py"/>
        <source>&amp;Every</source>
        <translation>每隔(&amp;E)</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/waiting.py"/>
        <source>the interval</source>
        <translation>间隔</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/waiting.py"/>
        <source>= {time}, on a grid: a slow check loses the next</source>
        <translation>= {time}，对齐网格：检查过慢会错过下一次</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/waiting.py"/>
        <source>= back to back, without a pause</source>
        <translation>= 首尾相接，没有间歇</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/waiting.py"/>
        <source>a time, as in 10s or 1m30s</source>
        <translation>时间，例如 10s 或 1m30s</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/waiting.py"/>
        <source>Fi&amp;rst check</source>
        <translation>首次检查(&amp;R)</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/waiting.py"/>
        <source>At Start, without waiting (immediate)</source>
        <translation>启动时立即检查，不等待（immediate）</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/waiting.py"/>
        <source>when the first check is</source>
        <translation>首次检查的时间</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/waiting.py"/>
        <source>Gives up</source>
        <translation>放弃时间</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/waiting.py"/>
        <source>when it gives up</source>
        <translation>何时放弃</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/waiting.py"/>
        <source>= {time} after Start (timeout)</source>
        <translation>= 启动 {time}后（超时，timeout）</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/waiting.py"/>
        <source>a time after Start; empty for never</source>
        <translation>启动后的时间；留空为永不</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/waiting.py"/>
        <source>Bears</source>
        <translation>容许</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/waiting.py"/>
        <source>how many errors are allowed</source>
        <translation>容许多少次错误</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/waiting.py"/>
        <source>errors of the check in a row; one more ends it</source>
        <translation>次连续的检查错误；再多一次就结束</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/waiting.py"/>
        <source>Only the check at Start is made: the next would be due at {time}.</source>
        <translation>只有启动时的一次检查：下一次要到启动 {time}后。</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/waiting.py"/>
        <source>No check is made: the first would be due at {time}.</source>
        <translation>不会有任何检查：第一次要到启动 {time}后。</translation>
    </message>
</context>
<context>
    <name>PortPage</name>
    <message>
        <location filename="../../waitgui/views/task_form/checks.py"/>
        <source>Host</source>
        <translation>主机</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/checks.py"/>
        <source>the host</source>
        <translation>主机</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/checks.py"/>
        <source>Port</source>
        <translation>端口</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/checks.py"/>
        <source>the port</source>
        <translation>端口</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/checks.py"/>
        <source>Must</source>
        <translation>要求</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/checks.py"/>
        <source>what the port must do</source>
        <translation>对端口的要求</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/checks.py"/>
        <source>Answer</source>
        <translation>有应答</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/checks.py"/>
        <source>Not answer</source>
        <translation>无应答</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/checks.py"/>
        <source>for an answer; empty for 3 s</source>
        <translation>内应答；留空为 3 秒</translation>
    </message>
</context>
<context>
    <name>PreviewPane</name>
    <message>
        <location filename="../../waitgui/views/task_form/preview.py"/>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/preview.py"/>
        <source>a dry run: nothing starts</source>
        <translation>试运行：不会启动任何东西</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/preview.py"/>
        <source>If a tick ta&amp;kes</source>
        <translation>假设一次执行耗时(&amp;K)</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/preview.py"/>
        <source>If a tick takes</source>
        <translation>假设一次执行耗时</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/preview.py"/>
        <source>if it is started at {time}</source>
        <translation>假设在 {time} 启动</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/preview.py"/>
        <source>If an attempt ta&amp;kes</source>
        <translation>假设一次尝试耗时(&amp;K)</translation>
    </message>
</context>
<context>
    <name>PythonField</name>
    <message>
        <location filename="../../waitgui/views/task_form/python_action.py"/>
        <source>Script</source>
        <translation>脚本</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/python_action.py"/>
        <source>Module</source>
        <translation>模块</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/python_action.py"/>
        <source>Code</source>
        <translation>代码</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/python_action.py"/>
        <source>Python runs</source>
        <translation>Python 运行的内容</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/python_action.py"/>
        <source>Runs</source>
        <translation>运行</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/python_action.py"/>
        <source>what Python runs</source>
        <translation>Python 运行的内容</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/python_action.py"/>
        <source>Path of the script</source>
        <translation>脚本的路径</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/python_action.py"/>
        <source>Name of the module</source>
        <translation>模块的名称</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/python_action.py"/>
        <source>Python code</source>
        <translation>Python 代码</translation>
    </message>
</context>
<context>
    <name>PythonPage</name>
    <message>
        <location filename="../../waitgui/views/task_form/python_action.py"/>
        <source>Python</source>
        <translation>Python</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/python_action.py"/>
        <source>Arguments</source>
        <translation>参数</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/python_action.py"/>
        <source>the arguments</source>
        <translation>参数</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/python_action.py"/>
        <source>Interpreter</source>
        <translation>解释器</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/python_action.py"/>
        <source>the interpreter</source>
        <translation>解释器</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/python_action.py"/>
        <source>the Python that waitgui runs with</source>
        <translation>运行 waitgui 的 Python</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/python_action.py"/>
        <source>python3 on the PATH</source>
        <translation>PATH 中的 python3</translation>
    </message>
</context>
<context>
    <name>RangePanel</name>
    <message>
        <location filename="../../waitgui/views/range_panel.py"/>
        <source>Selected range</source>
        <translation>所选范围</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/range_panel.py"/>
        <source>Only {name}</source>
        <translation>仅 {name}</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/range_panel.py"/>
        <source>Clear the range (Esc)</source>
        <translation>清除范围 (Esc)</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/range_panel.py"/>
        <source>p50</source>
        <translation>p50</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/range_panel.py"/>
        <source>p95</source>
        <translation>p95</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/range_panel.py"/>
        <source>longest</source>
        <translation>最长</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/range_panel.py"/>
        <source>Most failures</source>
        <translation>失败最多的</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/range_panel.py"/>
        <source>Zoom to range</source>
        <translation>缩放到范围</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/range_panel.py"/>
        <source>List ticks</source>
        <translation>列出执行</translation>
    </message>
</context>
<context>
    <name>RangeViews</name>
    <message>
        <location filename="../../waitgui/views/range_views.py"/>
        <source>Selected range</source>
        <translation>所选范围</translation>
    </message>
</context>
<context>
    <name>RecentMenu</name>
    <message>
        <location filename="../../waitgui/views/recent_menu.py"/>
        <source>Clear the list</source>
        <translation>清空列表</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/recent_menu.py"/>
        <source>Nothing was opened yet</source>
        <translation>还没有打开过任务集</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/recent_menu.py"/>
        <source>{name} – missing</source>
        <translation>{name} – 找不到</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/recent_menu.py"/>
        <source>{path} isn't there any more.</source>
        <translation>{path} 已不存在。</translation>
    </message>
</context>
<context>
    <name>RecoveryStrip</name>
    <message>
        <location filename="../../waitgui/views/recovery_strip.py"/>
        <source>Changes that weren't saved</source>
        <translation>未保存的更改</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/recovery_strip.py"/>
        <source>Restore</source>
        <translation>恢复</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/recovery_strip.py"/>
        <source>Discard</source>
        <translation>放弃</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/recovery_strip.py"/>
        <source>Changes to “{name}” from {time} that weren't saved were found.</source>
        <translation>找到了 {time} 对“{name}”所做的未保存更改。</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/recovery_strip.py"/>
        <source>Changes from {time} that weren't saved were found.</source>
        <translation>找到了 {time} 的未保存更改。</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/recovery_strip.py"/>
        <source>The file was changed since: restoring them takes back what was changed there.</source>
        <translation>文件此后已有修改：恢复会撤回那里的修改。</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/recovery_strip.py"/>
        <source>The changes were discarded.</source>
        <translation>已放弃更改。</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/recovery_strip.py"/>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
</context>
<context>
    <name>RepeatPage</name>
    <message>
        <location filename="../../waitgui/views/task_form/schedules.py"/>
        <source>Repeat</source>
        <translation>重复</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/schedules.py"/>
        <source>&amp;Every</source>
        <translation>每隔(&amp;E)</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/schedules.py"/>
        <source>the period</source>
        <translation>周期</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/schedules.py"/>
        <source>= back to back, without a pause</source>
        <translation>= 首尾相接，没有间歇</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/schedules.py"/>
        <source>a time, as in 10s or 1m30s</source>
        <translation>时间，例如 10s 或 1m30s</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/schedules.py"/>
        <source>Fi&amp;rst tick</source>
        <translation>首次执行(&amp;R)</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/schedules.py"/>
        <source>the delay of the first tick</source>
        <translation>首次执行的延迟</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/schedules.py"/>
        <source>= {time} after Start</source>
        <translation>= 启动 {time}后</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/schedules.py"/>
        <source>at Start</source>
        <translation>启动时</translation>
    </message>
</context>
<context>
    <name>Residence</name>
    <message>
        <location filename="../../waitgui/views/residence.py"/>
        <source>Keep running in the tray?</source>
        <translation>要在托盘中继续运行吗？</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/residence.py"/>
        <source>Tasks go on while the window is closed. The icon in the tray brings it back. You can change this under Options in the menu.</source>
        <translation>窗口关闭后任务会继续运行。点击托盘中的图标可重新打开窗口。可以在菜单的“选项”中更改。</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/residence.py"/>
        <source>Keep in the tray</source>
        <translation>保留在托盘中</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/residence.py"/>
        <source>Stop all and quit</source>
        <translation>全部停止并退出</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/residence.py"/>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>RetrySection</name>
    <message>
        <location filename="../../waitgui/views/task_form/retry.py"/>
        <source>Retr&amp;y</source>
        <translation>重试(&amp;Y)</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/retry.py"/>
        <source>Try again at once when it fails</source>
        <translation>失败后立即重试</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/retry.py"/>
        <source>the retry</source>
        <translation>重试</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/retry.py"/>
        <source>Waits {time} in all.</source>
        <translation>总共等待 {time}。</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/retry.py"/>
        <source>Waits between {low} and {high} in all.</source>
        <translation>总共等待 {low}至 {high}。</translation>
    </message>
</context>
<context>
    <name>RunList</name>
    <message>
        <location filename="../../waitgui/views/history_tables.py"/>
        <source>Runs</source>
        <translation>轮次</translation>
    </message>
</context>
<context>
    <name>RunTable</name>
    <message>
        <location filename="../../waitgui/models/run_table.py"/>
        <source>Run</source>
        <translation>轮次</translation>
    </message>
    <message>
        <location filename="../../waitgui/models/run_table.py"/>
        <source>Started</source>
        <translation>开始</translation>
    </message>
    <message>
        <location filename="../../waitgui/models/run_table.py"/>
        <source>Lasted</source>
        <translation>历时</translation>
    </message>
    <message>
        <location filename="../../waitgui/models/run_table.py"/>
        <source>How it ended</source>
        <translation>如何结束</translation>
    </message>
    <message>
        <location filename="../../waitgui/models/run_table.py"/>
        <source>Ticks</source>
        <translation>执行</translation>
    </message>
    <message>
        <location filename="../../waitgui/models/run_table.py"/>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <location filename="../../waitgui/models/run_table.py"/>
        <source>Skipped</source>
        <translation>跳过</translation>
    </message>
    <message>
        <location filename="../../waitgui/models/run_table.py"/>
        <source>Last ticks</source>
        <translation>最近的执行</translation>
    </message>
    <message>
        <location filename="../../waitgui/models/run_table.py"/>
        <source>not ended, as far as is known</source>
        <translation>据目前所知尚未结束</translation>
    </message>
    <message>
        <location filename="../../waitgui/models/run_table.py"/>
        <source>paused by you</source>
        <translation>已被你暂停</translation>
    </message>
    <message>
        <location filename="../../waitgui/models/run_table.py"/>
        <source>still running</source>
        <translation>仍在运行</translation>
    </message>
</context>
<context>
    <name>RunsRule</name>
    <message>
        <location filename="../../waitgui/views/task_form/rules.py"/>
        <source>&amp;Stops after</source>
        <translation>停止于(&amp;S)</translation>
    </message>
</context>
<context>
    <name>RunsView</name>
    <message>
        <location filename="../../waitgui/views/runs_view.py"/>
        <source>Task</source>
        <translation>任务</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/runs_view.py"/>
        <source>Show the ticks of every run of the task, not of one alone</source>
        <translation>显示任务每一轮的执行，而不只是某一轮</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/runs_view.py"/>
        <source>In all runs</source>
        <translation>全部轮次</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/runs_view.py"/>
        <source>Search reasons and output</source>
        <translation>搜索原因和输出</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/runs_view.py"/>
        <source>Runs of</source>
        <translation>任务轮次</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/runs_view.py"/>
        <source>Select a task to see its runs.</source>
        <translation>选择一个任务，查看它的各轮。</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/runs_view.py"/>
        <source>This task hasn't run yet.</source>
        <translation>此任务还没有运行过。</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/runs_view.py"/>
        <source>No ticks yet.</source>
        <translation>还没有执行。</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/runs_view.py"/>
        <source>No tick matches “{text}”.</source>
        <translation>没有执行匹配“{text}”。</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/runs_view.py"/>
        <source>Clear filter</source>
        <translation>清除筛选</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/runs_view.py"/>
        <source>No tick ended like that.</source>
        <translation>没有这样结束的执行。</translation>
    </message>
</context>
<context>
    <name>Session</name>
    <message>
        <location filename="../../waitgui/models/session.py"/>
        <source>{name} can't be run now: a tick of it is under way.</source>
        <translation>现在无法执行{name}：它正在执行中。</translation>
    </message>
    <message>
        <location filename="../../waitgui/models/session.py"/>
        <source>This set came from elsewhere: nothing of it runs before you have looked it through.</source>
        <translation>此任务集来自别处：在你审阅之前，其中的任何内容都不会运行。</translation>
    </message>
    <message>
        <location filename="../../waitgui/models/session.py"/>
        <source>That this set is trusted can't be kept: {reason}. It will be asked again.</source>
        <translation>无法记住对此任务集的信任：{reason}。下次会再询问。</translation>
    </message>
    <message>
        <location filename="../../waitgui/models/session.py"/>
        <source>The engine is {time} behind. Ticks start late; the log says where it stands.</source>
        <translation>引擎落后 {time}。执行会晚开始；日志说明了它停在何处。</translation>
    </message>
    <message>
        <location filename="../../waitgui/models/session.py"/>
        <source>The engine can't be started: {reason}.</source>
        <translation>引擎无法启动：{reason}。</translation>
    </message>
    <message>
        <location filename="../../waitgui/models/session.py"/>
        <source>The engine has ended by itself, and with it what ran. Starting a task starts it anew.</source>
        <translation>引擎自行结束，正在运行的任务也随之结束。启动任何任务都会重新启动引擎。</translation>
    </message>
</context>
<context>
    <name>SetEdits</name>
    <message>
        <location filename="../../waitgui/views/set_edits.py"/>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/set_edits.py"/>
        <source>“{name}” was stopped and deleted.</source>
        <translation>已停止并删除“{name}”。</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/set_edits.py"/>
        <source>“{name}” was deleted.</source>
        <translation>已删除“{name}”。</translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/views/set_edits.py"/>
        <source>%n task(s) were deleted.</source>
        <translation><numerusform>已删除 %n 个任务。</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/views/set_edits.py"/>
        <source>Stopped: %n.</source>
        <translation><numerusform>已停止：%n。</numerusform></translation>
    </message>
    <message>
        <location filename="../../waitgui/views/set_edits.py"/>
        <source>No longer stopped by its end: {names}.</source>
        <translation>不再随它结束而停止：{names}。</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/set_edits.py"/>
        <source>No longer stopped by their ends: {names}.</source>
        <translation>不再随它们结束而停止：{names}。</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/set_edits.py"/>
        <source>This file is of a later version: it can only be looked at.</source>
        <translation>此文件属于更高版本：只能查看。</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/set_edits.py"/>
        <source>Lanes are sorted. Sort them as in the set to move tasks.</source>
        <translation>泳道已排序。要移动任务，请改为按任务集中的顺序。</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/set_edits.py"/>
        <source>Rows are sorted. Click the title that sorts them until they stand as in the set.</source>
        <translation>行已排序。请点击用于排序的标题，直到行按任务集中的顺序排列。</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/set_edits.py"/>
        <source>One task at a time: the first of the files is in the form.</source>
        <translation>一次一个任务：表单中是第一个文件。</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/set_edits.py"/>
        <source>“{name}” is neither a program nor a script.</source>
        <translation>“{name}”既不是程序也不是脚本。</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/set_edits.py"/>
        <source>What is selected is hidden by the filter: nothing was changed.</source>
        <translation>所选内容被筛选隐藏：未作任何更改。</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/set_edits.py"/>
        <source>{name} (copy)</source>
        <translation>{name}（副本）</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/set_edits.py"/>
        <source>{name} (copy {number})</source>
        <translation>{name}（副本 {number}）</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/set_edits.py"/>
        <source>“{name}”</source>
        <translation>“{name}”</translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/views/set_edits.py"/>
        <source>{names} and %n more</source>
        <translation><numerusform>{names} 以及另外 %n 个</numerusform></translation>
    </message>
</context>
<context>
    <name>SetFiles</name>
    <message>
        <location filename="../../waitgui/views/set_files.py"/>
        <source>Save the task set as</source>
        <translation>任务集另存为</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/set_files.py"/>
        <source>Task sets (*.toml)</source>
        <translation>任务集 (*.toml)</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/set_files.py"/>
        <source>{name} is a link.</source>
        <translation>{name} 是一个链接。</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/set_files.py"/>
        <source>It leads to {target}.</source>
        <translation>它指向 {target}。</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/set_files.py"/>
        <source>Save there</source>
        <translation>保存到该处</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/set_files.py"/>
        <source>Replace the link</source>
        <translation>替换链接</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/set_files.py"/>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/set_files.py"/>
        <source>{name} is open in another tab. Save under another name, or close that tab first.</source>
        <translation>{name} 已在另一个标签页中打开。请另取名称保存，或先关闭那个标签页。</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/set_files.py"/>
        <source>Save as…</source>
        <translation>另存为…</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/set_files.py"/>
        <source>{path} can't be written: {reason}. Your changes are still here.</source>
        <translation>无法写入 {path}：{reason}。你的更改仍在这里。</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/set_files.py"/>
        <source>Saved to {path}</source>
        <translation>已保存到 {path}</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/set_files.py"/>
        <source>{name} was changed by another program.</source>
        <translation>{name} 已被其他程序修改。</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/set_files.py"/>
        <source>Saving replaces what is there now; it is kept among the backups.</source>
        <translation>保存会替换现有内容；原内容会留在备份中。</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/set_files.py"/>
        <source>Replace it</source>
        <translation>替换</translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/views/set_files.py"/>
        <source>and %n more</source>
        <translation><numerusform>另外 %n 个</numerusform></translation>
    </message>
    <message>
        <location filename="../../waitgui/views/set_files.py"/>
        <source>This task set can't be used:</source>
        <translation>无法使用此任务集：</translation>
    </message>
</context>
<context>
    <name>SetRow</name>
    <message>
        <location filename="../../waitgui/views/set_row.py"/>
        <source>All open task sets</source>
        <translation>所有打开的任务集</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/set_row.py"/>
        <source>Menu</source>
        <translation>菜单</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/set_row.py"/>
        <source>Menu (F10)</source>
        <translation>菜单 (F10)</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/set_row.py"/>
        <source>{name}, not saved</source>
        <translation>{name}，未保存</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/set_row.py"/>
        <source>New task from a template</source>
        <translation>从模板新建任务</translation>
    </message>
</context>
<context>
    <name>SetTabs</name>
    <message>
        <location filename="../../waitgui/views/set_tabs.py"/>
        <source>Open task sets</source>
        <translation>打开的任务集</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/set_tabs.py"/>
        <source>{name}, not saved</source>
        <translation>{name}，未保存</translation>
    </message>
</context>
<context>
    <name>Sets</name>
    <message>
        <location filename="../../waitgui/views/sets.py"/>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/sets.py"/>
        <source>Close the others</source>
        <translation>关闭其他</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <location filename="../../waitgui/views/settings/dialog.py"/>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/settings/dialog.py"/>
        <source>Restore defaults</source>
        <translation>恢复默认值</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/settings/dialog.py"/>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/settings/dialog.py"/>
        <source>As the desktop</source>
        <translation>跟随桌面</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/settings/dialog.py"/>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/settings/dialog.py"/>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/settings/dialog.py"/>
        <source>As the desktop</source>
        <comment>language</comment>
        <translation>跟随桌面</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/settings/dialog.py"/>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/settings/dialog.py"/>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/settings/dialog.py"/>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/settings/dialog.py"/>
        <source>Ask while tasks run</source>
        <translation>有任务运行时询问</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/settings/dialog.py"/>
        <source>Keep tasks running in the tray</source>
        <translation>任务在托盘中继续运行</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/settings/dialog.py"/>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/settings/dialog.py"/>
        <source>Window</source>
        <translation>窗口</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/settings/dialog.py"/>
        <source>Closing the window</source>
        <translation>关闭窗口时</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/settings/dialog.py"/>
        <source>Started with the program</source>
        <translation>随程序启动</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/settings/dialog.py"/>
        <source>Never</source>
        <translation>从不</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/settings/dialog.py"/>
        <source>When it failed</source>
        <translation>失败时</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/settings/dialog.py"/>
        <source>Always, unless you stopped it</source>
        <translation>总是，除非由你停止</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/settings/dialog.py"/>
        <source>Notifications</source>
        <translation>通知</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/settings/dialog.py"/>
        <source>Notify through the desktop</source>
        <translation>通过桌面通知</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/settings/dialog.py"/>
        <source>After</source>
        <translation>连续失败</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/settings/dialog.py"/>
        <source>failures in a row</source>
        <translation>次之后</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/settings/dialog.py"/>
        <source>never</source>
        <translation>从不</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/settings/dialog.py"/>
        <source>When it succeeds again after that</source>
        <translation>此后又成功时</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/settings/dialog.py"/>
        <source>When a run ends</source>
        <translation>一轮结束时</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/settings/dialog.py"/>
        <source>Hold them back in quiet hours</source>
        <translation>免打扰时段内暂缓通知</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/settings/dialog.py"/>
        <source>Quiet from</source>
        <translation>免打扰时段从</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/settings/dialog.py"/>
        <source>Quiet until</source>
        <translation>免打扰时段到</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/settings/dialog.py"/>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/settings/dialog.py"/>
        <source>Keep</source>
        <translation>保留</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/settings/dialog.py"/>
        <source>days</source>
        <translation>天</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/settings/dialog.py"/>
        <source>At most</source>
        <translation>最多</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/settings/dialog.py"/>
        <source>ticks</source>
        <translation>次执行</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/settings/dialog.py"/>
        <source>MiB on disk</source>
        <translation>MiB 磁盘空间</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/settings/dialog.py"/>
        <source>The oldest goes first. Holds from the next start on.</source>
        <translation>最旧的最先清除。下次启动后生效。</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/settings/dialog.py"/>
        <source>Start at login</source>
        <translation>登录时启动</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/settings/dialog.py"/>
        <source>Use the desktop's own settings for that.</source>
        <translation>请使用桌面自身的设置。</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/settings/dialog.py"/>
        <source>That can't be changed: {reason}.</source>
        <translation>无法更改：{reason}。</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/settings/dialog.py"/>
        <source>That can't be set.</source>
        <translation>无法这样设置。</translation>
    </message>
</context>
<context>
    <name>SeveralPanel</name>
    <message>
        <location filename="../../waitgui/views/several_panel.py"/>
        <source>Selected tasks</source>
        <translation>所选任务</translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/views/several_panel.py"/>
        <source>%n task(s) selected</source>
        <translation><numerusform>已选择 %n 个任务</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/views/several_panel.py"/>
        <source>{names} and %n more</source>
        <translation><numerusform>{names} 以及另外 %n 个</numerusform></translation>
    </message>
</context>
<context>
    <name>StatusRow</name>
    <message numerus="yes">
        <location filename="../../waitgui/views/state_count.py"/>
        <source>%n running</source>
        <translation><numerusform>%n 个运行中</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/views/state_count.py"/>
        <source>%n waiting</source>
        <translation><numerusform>%n 个等待中</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/views/state_count.py"/>
        <source>%n paused</source>
        <translation><numerusform>%n 个已暂停</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/views/state_count.py"/>
        <source>%n waiting after a failure</source>
        <translation><numerusform>%n 个失败后等待中</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/views/state_count.py"/>
        <source>%n failed</source>
        <translation><numerusform>%n 个失败</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/views/state_count.py"/>
        <source>%n done</source>
        <translation><numerusform>%n 个已完成</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/views/state_count.py"/>
        <source>%n stopped</source>
        <translation><numerusform>%n 个已停止</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/views/state_count.py"/>
        <source>%n not started</source>
        <translation><numerusform>%n 个未启动</numerusform></translation>
    </message>
    <message>
        <location filename="../../waitgui/views/status_row.py"/>
        <source>Next: {task} in {time}</source>
        <translation>下一次：{task}，{time}后</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/status_row.py"/>
        <source>Next: {task} now</source>
        <translation>下一次：{task}，现在</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/status_row.py"/>
        <source>On time: 95 % within {time}</source>
        <translation>准时：95% 在 {time}内</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/status_row.py"/>
        <source>{count} events not shown</source>
        <translation>{count} 个事件未显示</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/status_row.py"/>
        <source>More happens than a window can show. Nothing is lost but the picture.</source>
        <translation>发生的事情多于窗口所能显示的。除画面外没有丢失任何内容。</translation>
    </message>
</context>
<context>
    <name>StopRulesSection</name>
    <message>
        <location filename="../../waitgui/views/task_form/stop_rules.py"/>
        <source>Goes on until you stop it.</source>
        <translation>一直运行，直到手动停止。</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/stop_rules.py"/>
        <source>A&amp;dd a rule</source>
        <translation>添加规则(&amp;D)</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/stop_rules.py"/>
        <source>Add a rule</source>
        <translation>添加规则</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/stop_rules.py"/>
        <source>Until</source>
        <translation>直到</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/stop_rules.py"/>
        <source>After a number of ticks</source>
        <translation>执行若干次后</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/stop_rules.py"/>
        <source>After a time</source>
        <translation>一段时间后</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/stop_rules.py"/>
        <source>At a date and time</source>
        <translation>在某个日期和时间</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/stop_rules.py"/>
        <source>After a number of successes</source>
        <translation>成功若干次后</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/stop_rules.py"/>
        <source>After a number of failures</source>
        <translation>失败若干次后</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/stop_rules.py"/>
        <source>After failures in a row</source>
        <translation>连续失败若干次后</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/stop_rules.py"/>
        <source>On an exit code</source>
        <translation>出现某个退出码时</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/stop_rules.py"/>
        <source>When the output matches</source>
        <translation>输出匹配时</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/stop_rules.py"/>
        <source>When another task ends</source>
        <translation>另一个任务结束时</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/stop_rules.py"/>
        <source>When a condition holds</source>
        <translation>某个条件成立时</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/stop_rules.py"/>
        <source>Remove this rule</source>
        <translation>移除此规则</translation>
    </message>
</context>
<context>
    <name>SuccessesRule</name>
    <message>
        <location filename="../../waitgui/views/task_form/rules.py"/>
        <source>the number of successes</source>
        <translation>成功次数</translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/views/task_form/rules.py"/>
        <source>success(es)</source>
        <translation><numerusform>次成功后</numerusform></translation>
    </message>
</context>
<context>
    <name>TagsDialog</name>
    <message>
        <location filename="../../waitgui/views/tags_dialog.py"/>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/views/tags_dialog.py"/>
        <source>Tags of %n task(s)</source>
        <translation><numerusform>%n 个任务的标签</numerusform></translation>
    </message>
    <message>
        <location filename="../../waitgui/views/tags_dialog.py"/>
        <source>New tags</source>
        <translation>新标签</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/tags_dialog.py"/>
        <source>words with commas between them</source>
        <translation>以逗号分隔的词</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/tags_dialog.py"/>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/tags_dialog.py"/>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/tags_dialog.py"/>
        <source>The first tag of a task is its group.</source>
        <translation>任务的第一个标签就是它的分组。</translation>
    </message>
</context>
<context>
    <name>TaskActions</name>
    <message>
        <location filename="../../waitgui/views/task_actions.py"/>
        <source>This set isn't trusted yet. Review it first.</source>
        <translation>此任务集尚未受信任。请先审阅。</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_actions.py"/>
        <source>“{name}” goes on as it was until it is started again.</source>
        <translation>“{name}”在重新启动之前仍按原样进行。</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_actions.py"/>
        <source>Apply now</source>
        <translation>立即应用</translation>
    </message>
</context>
<context>
    <name>TaskEndsRule</name>
    <message>
        <location filename="../../waitgui/views/task_form/rules.py"/>
        <source>Stops when</source>
        <translation>停止条件</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/rules.py"/>
        <source>the task whose end stops it</source>
        <translation>其结束会使它停止的任务</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/rules.py"/>
        <source>ends</source>
        <translation>结束时</translation>
    </message>
</context>
<context>
    <name>TaskField</name>
    <message>
        <location filename="../../waitgui/views/task_form/choices.py"/>
        <source>No other task of this set has that id. Choose one, or remove the rule.</source>
        <translation>此任务集中没有别的任务使用这个 id。请选择一个，或移除规则。</translation>
    </message>
</context>
<context>
    <name>TaskFields</name>
    <message>
        <location filename="../../waitgui/views/task_form/task_fields.py"/>
        <source>&amp;Name</source>
        <translation>名称(&amp;N)</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/task_fields.py"/>
        <source>the name</source>
        <translation>名称</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/task_fields.py"/>
        <source>&amp;Action</source>
        <translation>动作(&amp;A)</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/task_fields.py"/>
        <source>Schedule</source>
        <translation>调度</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/task_fields.py"/>
        <source>&amp;More</source>
        <translation>更多(&amp;M)</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/task_fields.py"/>
        <source>Ta&amp;gs</source>
        <translation>标签(&amp;G)</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/task_fields.py"/>
        <source>the tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/task_fields.py"/>
        <source>words with commas between them</source>
        <translation>以逗号分隔的词</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/task_fields.py"/>
        <source>Notes</source>
        <translation>备注</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/task_fields.py"/>
        <source>the notes</source>
        <translation>备注</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/task_fields.py"/>
        <source>Start all</source>
        <translation>全部启动</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/task_fields.py"/>
        <source>Takes this task along</source>
        <translation>包括此任务</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/task_fields.py"/>
        <source>whether Start all takes it along</source>
        <translation>“全部启动”是否包括它</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/task_fields.py"/>
        <source>What it does</source>
        <translation>做什么</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/task_fields.py"/>
        <source>When</source>
        <translation>何时</translation>
    </message>
</context>
<context>
    <name>TaskFilter</name>
    <message>
        <location filename="../../waitgui/views/task_filter.py"/>
        <source>Filter tasks</source>
        <translation>筛选任务</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_filter.py"/>
        <source>Filter tasks by name or tag ({keys})</source>
        <translation>按名称或标签筛选任务 ({keys})</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_filter.py"/>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_filter.py"/>
        <source>What tasks do</source>
        <translation>任务状态</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_filter.py"/>
        <source>Show only tasks that run, wait or failed</source>
        <translation>只显示运行中、等待中或失败的任务</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_filter.py"/>
        <source>All tasks</source>
        <translation>所有任务</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_filter.py"/>
        <source>Running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_filter.py"/>
        <source>Waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_filter.py"/>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_filter.py"/>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_filter.py"/>
        <source>Not under way</source>
        <translation>未在进行</translation>
    </message>
</context>
<context>
    <name>TaskForm</name>
    <message>
        <location filename="../../waitgui/views/task_form/entries.py"/>
        <source>A quotation mark has no partner. Close it, or write a backslash before it.</source>
        <translation>引号没有成对。请补上另一半，或在前面加反斜杠。</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/entries.py"/>
        <source>A backslash at the end has nothing to stand before. Remove or double it.</source>
        <translation>末尾的反斜杠后面没有内容。请删除，或写两个。</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/entries.py"/>
        <source>Write a number of per cent, as in 20 %.</source>
        <translation>请写百分数，例如 20 %。</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/entries.py"/>
        <source>A tick can only come later. Write 0 % or more.</source>
        <translation>执行只能推迟。请写 0 % 或更大的数。</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/entries.py"/>
        <source>Write a whole number, as in 10.</source>
        <translation>请写整数，例如 10。</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/entries.py"/>
        <source>Write a number, as in 2 or 1.5.</source>
        <translation>请写数字，例如 2 或 1.5。</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/entries.py"/>
        <source>Line {number} isn't of the form Name: value.</source>
        <translation>第 {number} 行不是“名称: 值”的形式。</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/entries.py"/>
        <source>Write whole numbers with commas between them, as in 0, 75.</source>
        <translation>请写以逗号分隔的整数，例如 0, 75。</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/entries.py"/>
        <source>Line {number} isn't of the form NAME=value.</source>
        <translation>第 {number} 行不是“名称=值”的形式。</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/form.py"/>
        <source>New task</source>
        <translation>新建任务</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/form.py"/>
        <source>Edit task</source>
        <translation>编辑任务</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/form.py"/>
        <source>Show as code</source>
        <translation>显示为代码</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/form.py"/>
        <source>Fill this in.</source>
        <translation>请填写此项。</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/form.py"/>
        <source>Correct {field} to save.</source>
        <translation>请更正{field}后再保存。</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/form.py"/>
        <source>Enter {field} to save.</source>
        <translation>请填写{field}后再保存。</translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/views/task_form/growing.py"/>
        <source>attempt(s) (steps)</source>
        <translation><numerusform>次尝试（步数，steps）</numerusform></translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/growing.py"/>
        <source>First wait</source>
        <translation>首次等待</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/growing.py"/>
        <source>the first wait</source>
        <translation>首次等待</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/growing.py"/>
        <source>= {time} after a failure</source>
        <translation>= 失败 {time}后</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/growing.py"/>
        <source>= again at once</source>
        <translation>= 立即重试</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/growing.py"/>
        <source>a time, as in 1s</source>
        <translation>时间，例如 1s</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/growing.py"/>
        <source>Then</source>
        <translation>之后</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/growing.py"/>
        <source>how waits grow</source>
        <translation>等待如何增长</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/growing.py"/>
        <source>times as long after each failure (factor)</source>
        <translation>倍，每次失败后（因子，factor）</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/growing.py"/>
        <source>Up to</source>
        <translation>最多</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/growing.py"/>
        <source>how much longer a wait may be</source>
        <translation>一次等待最多延长多少</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/growing.py"/>
        <source>longer each time (jitter), on top of the cap</source>
        <translation>每次随机延长（抖动，jitter），可超出上限</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/growing.py"/>
        <source>At most</source>
        <translation>最多</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/growing.py"/>
        <source>the number of attempts</source>
        <translation>尝试次数</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/growing.py"/>
        <source>Cap</source>
        <translation>上限</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/growing.py"/>
        <source>the cap</source>
        <translation>上限</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/growing.py"/>
        <source>= {time}, the longest wait</source>
        <translation>= {time}，最长的等待</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/growing.py"/>
        <source>the longest wait; empty for none</source>
        <translation>最长的等待；留空为无上限</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/programs.py"/>
        <source>Lets a shell read the line: pipes, variables, wildcards</source>
        <translation>由 shell 解释这一行：管道、变量、通配符</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/programs.py"/>
        <source>Time &amp;limit</source>
        <translation>时限(&amp;L)</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/programs.py"/>
        <source>the time limit</source>
        <translation>时限</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/programs.py"/>
        <source>= {time} for each tick</source>
        <translation>= 每次执行 {time}</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/programs.py"/>
        <source>for each tick; empty for none</source>
        <translation>每次执行；留空为无时限</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/programs.py"/>
        <source>&amp;Variables</source>
        <translation>变量(&amp;V)</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/programs.py"/>
        <source>the variables</source>
        <translation>变量</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/programs.py"/>
        <source>NAME=value, one a line</source>
        <translation>名称=值，每行一个</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/programs.py"/>
        <source>K&amp;illed after</source>
        <translation>强制结束(&amp;I)</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/programs.py"/>
        <source>the time until it is killed</source>
        <translation>强制结束前的时间</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/programs.py"/>
        <source>= {time} after it was asked to end</source>
        <translation>= 请求结束 {time}后</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/programs.py"/>
        <source>= at once, without being asked to end</source>
        <translation>= 立即，不先请求结束</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/programs.py"/>
        <source>after it was asked to end</source>
        <translation>请求结束之后</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/programs.py"/>
        <source>S&amp;uccess is</source>
        <translation>成功条件(&amp;U)</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/programs.py"/>
        <source>the exit codes</source>
        <translation>退出码</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/programs.py"/>
        <source>exit codes that mean success</source>
        <translation>表示成功的退出码</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/table.py"/>
        <source>{number}, last</source>
        <translation>{number}，最后一次</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/to_fill.py"/>
        <source>Fill this in, as in {example}</source>
        <translation>请填写此项，例如 {example}</translation>
    </message>
</context>
<context>
    <name>TaskList</name>
    <message>
        <location filename="../../waitgui/views/task_list.py"/>
        <source>Tasks</source>
        <translation>任务</translation>
    </message>
</context>
<context>
    <name>TaskTable</name>
    <message>
        <location filename="../../waitgui/models/task_table.py"/>
        <source>Task</source>
        <translation>任务</translation>
    </message>
    <message>
        <location filename="../../waitgui/models/task_table.py"/>
        <source>Schedule</source>
        <translation>调度</translation>
    </message>
    <message>
        <location filename="../../waitgui/models/task_table.py"/>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <location filename="../../waitgui/models/task_table.py"/>
        <source>Next</source>
        <translation>下一次</translation>
    </message>
    <message>
        <location filename="../../waitgui/models/task_table.py"/>
        <source>Last</source>
        <translation>上一次</translation>
    </message>
    <message>
        <location filename="../../waitgui/models/task_table.py"/>
        <source>Ticks</source>
        <translation>执行</translation>
    </message>
    <message>
        <location filename="../../waitgui/models/task_table.py"/>
        <source>Lateness</source>
        <translation>延迟</translation>
    </message>
    <message>
        <location filename="../../waitgui/models/task_table.py"/>
        <source>not started</source>
        <translation>未启动</translation>
    </message>
    <message>
        <location filename="../../waitgui/models/task_table.py"/>
        <source>waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <location filename="../../waitgui/models/task_table.py"/>
        <source>running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <location filename="../../waitgui/models/task_table.py"/>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <location filename="../../waitgui/models/task_table.py"/>
        <source>done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <location filename="../../waitgui/models/task_table.py"/>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <location filename="../../waitgui/models/task_table.py"/>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <location filename="../../waitgui/models/task_table.py"/>
        <source>{state}, as it was before the edit</source>
        <translation>{state}，按编辑前的设置</translation>
    </message>
    <message>
        <location filename="../../waitgui/models/task_table.py"/>
        <source>{outcome} after {time}</source>
        <translation>{time}后{outcome}</translation>
    </message>
    <message>
        <location filename="../../waitgui/models/task_table.py"/>
        <source>running {time}</source>
        <translation>运行 {time}</translation>
    </message>
</context>
<context>
    <name>TemplateCards</name>
    <message>
        <location filename="../../waitgui/views/template_cards.py"/>
        <source>Or start from a common job</source>
        <translation>或者从常见任务开始</translation>
    </message>
</context>
<context>
    <name>TemplateMenu</name>
    <message>
        <location filename="../../waitgui/views/template_menu.py"/>
        <source>New from template</source>
        <translation>从模板新建</translation>
    </message>
</context>
<context>
    <name>TickFilter</name>
    <message>
        <location filename="../../waitgui/views/tick_filter.py"/>
        <source>Search (Ctrl+F)</source>
        <translation>搜索 (Ctrl+F)</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/tick_filter.py"/>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/tick_filter.py"/>
        <source>Show on timeline</source>
        <translation>在时间线上显示</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/tick_filter.py"/>
        <source>Show the chosen tick on the timeline (Enter)</source>
        <translation>在时间线上显示所选的执行 (Enter)</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/tick_filter.py"/>
        <source>All outcomes</source>
        <translation>所有结果</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/tick_filter.py"/>
        <source>Only what went wrong</source>
        <translation>仅出错的</translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/views/tick_filter.py"/>
        <source>%Ln outcome(s)</source>
        <translation><numerusform>%Ln 种结果</numerusform></translation>
    </message>
    <message>
        <location filename="../../waitgui/views/tick_filter.py"/>
        <source>Outcomes: {which}</source>
        <translation>结果：{which}</translation>
    </message>
</context>
<context>
    <name>TickList</name>
    <message>
        <location filename="../../waitgui/views/history_tables.py"/>
        <source>Ticks</source>
        <translation>执行</translation>
    </message>
</context>
<context>
    <name>TickSumDrawing</name>
    <message>
        <location filename="../../waitgui/views/tick_sum.py"/>
        <source>The sum to scale</source>
        <translation>按比例绘制的算式</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/tick_sum.py"/>
        <source>last end {time}</source>
        <translation>上次结束 {time}</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/tick_sum.py"/>
        <source>last start {time}</source>
        <translation>上次开始 {time}</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/tick_sum.py"/>
        <source>grid {time}</source>
        <translation>网格 {time}</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/tick_sum.py"/>
        <source>met {time}</source>
        <translation>满足 {time}</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/tick_sum.py"/>
        <source>resumed {time}</source>
        <translation>恢复 {time}</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/tick_sum.py"/>
        <source>gap's end {time}</source>
        <translation>间断结束 {time}</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/tick_sum.py"/>
        <source>Start {time}</source>
        <translation>启动 {time}</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/tick_sum.py"/>
        <source>delay {time}</source>
        <translation>延迟 {time}</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/tick_sum.py"/>
        <source>period {time}</source>
        <translation>周期 {time}</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/tick_sum.py"/>
        <source>spread {time}</source>
        <translation>错开 {time}</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/tick_sum.py"/>
        <source>jitter {time}</source>
        <translation>抖动 {time}</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/tick_sum.py"/>
        <source>due {time}</source>
        <translation>到期 {time}</translation>
    </message>
</context>
<context>
    <name>TickTable</name>
    <message>
        <location filename="../../waitgui/models/tick_table.py"/>
        <source>Run</source>
        <translation>轮次</translation>
    </message>
    <message>
        <location filename="../../waitgui/models/tick_table.py"/>
        <source>Tick</source>
        <translation>执行</translation>
    </message>
    <message>
        <location filename="../../waitgui/models/tick_table.py"/>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <location filename="../../waitgui/models/tick_table.py"/>
        <source>Due</source>
        <translation>到期</translation>
    </message>
    <message>
        <location filename="../../waitgui/models/tick_table.py"/>
        <source>Late</source>
        <translation>延迟</translation>
    </message>
    <message>
        <location filename="../../waitgui/models/tick_table.py"/>
        <source>Took</source>
        <translation>耗时</translation>
    </message>
    <message>
        <location filename="../../waitgui/models/tick_table.py"/>
        <source>Outcome</source>
        <translation>结果</translation>
    </message>
    <message>
        <location filename="../../waitgui/models/tick_table.py"/>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <location filename="../../waitgui/models/tick_table.py"/>
        <source>check</source>
        <translation>检查</translation>
    </message>
    <message>
        <location filename="../../waitgui/models/tick_table.py"/>
        <source>action</source>
        <translation>动作</translation>
    </message>
    <message>
        <location filename="../../waitgui/models/tick_table.py"/>
        <source>exit code {code}</source>
        <translation>退出码 {code}</translation>
    </message>
</context>
<context>
    <name>TicksView</name>
    <message>
        <location filename="../../waitgui/views/ticks_view.py"/>
        <source>Selected task</source>
        <translation>所选任务</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/ticks_view.py"/>
        <source>Show the ticks of the selected task alone</source>
        <translation>只显示所选任务的执行</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/ticks_view.py"/>
        <source>Shown time</source>
        <translation>显示的时间</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/ticks_view.py"/>
        <source>Show the ticks of the time that the timeline shows</source>
        <translation>显示时间线所示时间内的执行</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/ticks_view.py"/>
        <source>Planned</source>
        <translation>已计划</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/ticks_view.py"/>
        <source>Show the ticks to come too</source>
        <translation>同时显示将要进行的执行</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/ticks_view.py"/>
        <source>Search ticks</source>
        <translation>搜索执行</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/ticks_view.py"/>
        <source>Older ticks are in Runs</source>
        <translation>更早的执行在“轮次”中</translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/views/ticks_view.py"/>
        <source>%Ln tick(s) in memory</source>
        <translation><numerusform>内存中 %Ln 次执行</numerusform></translation>
    </message>
    <message>
        <location filename="../../waitgui/views/ticks_view.py"/>
        <source>No ticks yet.</source>
        <translation>还没有执行。</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/ticks_view.py"/>
        <source>No tick matches “{text}”.</source>
        <translation>没有执行匹配“{text}”。</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/ticks_view.py"/>
        <source>Clear filter</source>
        <translation>清除筛选</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/ticks_view.py"/>
        <source>No tick ended like that.</source>
        <translation>没有这样结束的执行。</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/ticks_view.py"/>
        <source>No ticks here.</source>
        <translation>这里没有执行。</translation>
    </message>
</context>
<context>
    <name>TimeRule</name>
    <message>
        <location filename="../../waitgui/views/task_form/rules.py"/>
        <source>Stops after</source>
        <translation>停止于</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/rules.py"/>
        <source>the time after which it stops</source>
        <translation>停止前的时间</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/rules.py"/>
        <source>= {time} after Start</source>
        <translation>= 启动 {time}后</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/rules.py"/>
        <source>a time since Start, as in 8h</source>
        <translation>启动后的时间，例如 8h</translation>
    </message>
</context>
<context>
    <name>TimelineView</name>
    <message>
        <location filename="../../waitgui/views/timeline/timeline_view.py"/>
        <source>Timeline</source>
        <translation>时间线</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/timeline/timeline_view.py"/>
        <source>following now</source>
        <translation>跟随现在</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/timeline/timeline_view.py"/>
        <source>standing still</source>
        <translation>静止</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/timeline/timeline_view.py"/>
        <source>Lanes: {count}. Shown: {span}, {follows}.</source>
        <translation>泳道：{count}。显示：{span}，{follows}。</translation>
    </message>
</context>
<context>
    <name>TrayMenu</name>
    <message>
        <location filename="../../waitgui/views/tray_menu.py"/>
        <source>Open waitgui</source>
        <translation>打开 waitgui</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/tray_menu.py"/>
        <source>Stop all</source>
        <translation>全部停止</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/tray_menu.py"/>
        <source>Resume all</source>
        <translation>全部继续</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/tray_menu.py"/>
        <source>Pause all</source>
        <translation>全部暂停</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/tray_menu.py"/>
        <source>Stop all and quit</source>
        <translation>全部停止并退出</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/tray_menu.py"/>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
</context>
<context>
    <name>Trial</name>
    <message>
        <location filename="../../waitgui/views/task_form/trial.py"/>
        <source>Try it now</source>
        <translation>立即试运行</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/trial.py"/>
        <source>{program}, in {folder}</source>
        <translation>{program}，在 {folder}</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/trial.py"/>
        <source>PATH: {path}</source>
        <translation>PATH：{path}</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/trial.py"/>
        <source>Folder: {folder}</source>
        <translation>文件夹：{folder}</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/trial.py"/>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/trial.py"/>
        <source>Running…</source>
        <translation>运行中…</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/trial.py"/>
        <source>Running for {time}…</source>
        <translation>已运行 {time}…</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/trial.py"/>
        <source>{outcome} after {time}</source>
        <translation>{time}后{outcome}</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/trial.py"/>
        <source>, exit code {code}</source>
        <translation>，退出码 {code}</translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/views/task_form/trial.py"/>
        <source>%n process(es) left running in the background</source>
        <translation><numerusform>%n 个进程留在后台运行</numerusform></translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/trials.py"/>
        <source>What is wrong must be corrected first.</source>
        <translation>请先更正错误之处。</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/trials.py"/>
        <source>Correct {field} to try it.</source>
        <translation>请更正{field}后再试。</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/trials.py"/>
        <source>Enter {field} to try it.</source>
        <translation>请填写{field}后再试。</translation>
    </message>
</context>
<context>
    <name>TrustReview</name>
    <message>
        <location filename="../../waitgui/views/trust_review.py"/>
        <source>Trust this set?</source>
        <translation>要信任此任务集吗？</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/trust_review.py"/>
        <source>What “{name}” runs and reaches</source>
        <translation>“{name}”会运行和访问的内容</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/trust_review.py"/>
        <source>All of it, also of tasks that aren't enabled. Programs and scripts are named by their paths: what is in them isn't shown, and may change. After any change to what is listed here you will be asked again.</source>
        <translation>全部内容，包括未启用的任务。程序和脚本以路径列出：其中的内容不会显示，也可能改变。此处所列内容一有变化，就会再次询问你。</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/trust_review.py"/>
        <source>Keep restricted</source>
        <translation>保持受限</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/trust_review.py"/>
        <source>Trust this set</source>
        <translation>信任此任务集</translation>
    </message>
</context>
<context>
    <name>TrustStrip</name>
    <message>
        <location filename="../../waitgui/views/trust_strip.py"/>
        <source>This set came from elsewhere. Look through what it runs before you trust it.</source>
        <translation>此任务集来自别处。在信任它之前，请先查看它会运行什么。</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/trust_strip.py"/>
        <source>Review…</source>
        <translation>审阅…</translation>
    </message>
</context>
<context>
    <name>Undoing</name>
    <message>
        <location filename="../../waitgui/views/undoing.py"/>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/undoing.py"/>
        <source>There is nothing to undo</source>
        <translation>没有可撤销的操作</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/undoing.py"/>
        <source>Undo {edit}</source>
        <translation>撤销：{edit}</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/undoing.py"/>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/undoing.py"/>
        <source>There is nothing to redo</source>
        <translation>没有可重做的操作</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/undoing.py"/>
        <source>Redo {edit}</source>
        <translation>重做：{edit}</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/undoing.py"/>
        <source>This set can only be looked at</source>
        <translation>此任务集只能查看</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/undoing.py"/>
        <source>reload of the file</source>
        <translation>重新载入文件</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/undoing.py"/>
        <source>restoring of changes</source>
        <translation>恢复更改</translation>
    </message>
</context>
<context>
    <name>ViewRow</name>
    <message>
        <location filename="../../waitgui/views/bars.py"/>
        <source>How much time the timeline shows</source>
        <translation>时间线显示多长时间</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/bars.py"/>
        <source>Following now</source>
        <translation>正在跟随</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/bars.py"/>
        <source>Jump to now</source>
        <translation>跳到现在</translation>
    </message>
</context>
<context>
    <name>WebPage</name>
    <message>
        <location filename="../../waitgui/views/task_form/checks.py"/>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/checks.py"/>
        <source>the address</source>
        <translation>地址</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/checks.py"/>
        <source>Answers</source>
        <translation>应答</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/checks.py"/>
        <source>the statuses</source>
        <translation>状态码</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/checks.py"/>
        <source>one of these statuses</source>
        <translation>为这些状态码之一</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/checks.py"/>
        <source>Contains</source>
        <translation>包含</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/checks.py"/>
        <source>the text</source>
        <translation>文本</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/checks.py"/>
        <source>any text</source>
        <translation>任意文本</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/checks.py"/>
        <source>JSON at</source>
        <translation>JSON 位置</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/checks.py"/>
        <source>the path in the JSON</source>
        <translation>JSON 中的路径</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/checks.py"/>
        <source>a path, as in status.0</source>
        <translation>路径，例如 status.0</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/checks.py"/>
        <source>equals</source>
        <translation>等于</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/checks.py"/>
        <source>the value in the JSON</source>
        <translation>JSON 中的值</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/checks.py"/>
        <source>a value, as in ok, 5 or true</source>
        <translation>值，例如 ok、5 或 true</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/checks.py"/>
        <source>Headers</source>
        <translation>标头</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/checks.py"/>
        <source>the headers</source>
        <translation>标头</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/checks.py"/>
        <source>Name: value, one a line</source>
        <translation>名称: 值，每行一个</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/checks.py"/>
        <source>empty for 10 s</source>
        <translation>留空为 10 秒</translation>
    </message>
</context>
<context>
    <name>Welcome</name>
    <message>
        <location filename="../../waitgui/views/welcome.py"/>
        <source>Nothing is scheduled yet</source>
        <translation>尚未安排任何任务</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/welcome.py"/>
        <source>Say what to run and when. See what ran, and what will run next, on one timeline.</source>
        <translation>说明运行什么、何时运行。在一条时间线上查看已运行的和接下来将要运行的。</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/welcome.py"/>
        <source>New task</source>
        <translation>新建任务</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/welcome.py"/>
        <source>Open a task set…</source>
        <translation>打开任务集…</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/welcome.py"/>
        <source>Try the demo</source>
        <translation>试用演示</translation>
    </message>
</context>
<context>
    <name>WhenRule</name>
    <message>
        <location filename="../../waitgui/views/task_form/rules.py"/>
        <source>Stops when</source>
        <translation>停止条件</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/rules.py"/>
        <source>the condition that stops it</source>
        <translation>使它停止的条件</translation>
    </message>
</context>
<context>
    <name>advice</name>
    <message numerus="yes">
        <location filename="../../waitgui/tasks/advice_schedules.py"/>
        <source>The cap ends this after %n attempt(s), not {steps}.</source>
        <translation><numerusform>上限使其在 %n 次尝试后结束，而不是 {steps} 次。</numerusform></translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/advice_schedules.py"/>
        <source>Raise the cap to {cap}</source>
        <translation>将上限提高到 {cap}</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/advice_schedules.py"/>
        <source>Keep trying at {cap}</source>
        <translation>以 {cap}的间隔继续尝试</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/advice_schedules.py"/>
        <source>It checks only once: the time limit of {limit} is over before {interval} are.</source>
        <translation>只会检查一次：时限 {limit}在 {interval}之前就到了。</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/advice_schedules.py"/>
        <source>It never checks: the time limit of {limit} is over before {interval} are.</source>
        <translation>永远不会检查：时限 {limit}在 {interval}之前就到了。</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/advice_schedules.py"/>
        <source>Raise the time limit to {limit}</source>
        <translation>将时限提高到 {limit}</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/advice_schedules.py"/>
        <source>Check every {interval}</source>
        <translation>每 {interval}检查一次</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/advice_schedules.py"/>
        <source>the next then comes {period} after its end</source>
        <translation>下一次在它结束 {period}后才开始</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/advice_schedules.py"/>
        <source>the ticks that are due meanwhile are skipped</source>
        <translation>这期间到期的执行会跳过</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/advice_schedules.py"/>
        <source>the next then follows at once, and all later ones shift</source>
        <translation>下一次会紧接着开始，之后各次随之后移</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/advice_schedules.py"/>
        <source>Lengthen the period to {period}</source>
        <translation>将周期延长到 {period}</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/advice_schedules.py"/>
        <source>A tick may take {limit}, no less than the period of {period}: {then}.</source>
        <translation>一次执行最多 {limit}，不短于周期 {period}：{then}。</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/advice_schedules.py"/>
        <source>Lower the time limit to {limit}</source>
        <translation>将时限缩短到 {limit}</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/advice_schedules.py"/>
        <source>Its attempts can last {longest}, longer than the period of {period}: {then}.</source>
        <translation>各次尝试最多可持续 {longest}，长于周期 {period}：{then}。</translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/tasks/advice_schedules.py"/>
        <source>Make %n attempt(s) at most</source>
        <translation><numerusform>最多尝试 %n 次</numerusform></translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/advice_schedules.py"/>
        <source>Don't try again</source>
        <translation>不重试</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/advice_schedules.py"/>
        <source>Jitter only lengthens: {share} makes up to {longest} out of {base}.</source>
        <translation>抖动只会延长：{share} 会使 {base} 最多变成 {longest}。</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/advice_schedules.py"/>
        <source>Lower the jitter to {share}</source>
        <translation>将抖动降低到 {share}</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/advice_stops.py"/>
        <source>The stop rule “{rule}” can never hold: {why}.</source>
        <translation>停止规则“{rule}”永远不会成立：{why}。</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/advice_stops.py"/>
        <source>It ends before its first tick, “{rule}”: {why}.</source>
        <translation>它在第一次执行之前就会结束，“{rule}”：{why}。</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/advice_stops.py"/>
        <source>Remove the rule</source>
        <translation>移除规则</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/advice_stops.py"/>
        <source>that is in the past</source>
        <translation>那已经过去</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/advice_stops.py"/>
        <source>the first one is due {delay} after Start</source>
        <translation>第一次要到启动 {delay}后</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/advice_stops.py"/>
        <source>what it runs has no exit code</source>
        <translation>它运行的内容没有退出码</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/advice_stops.py"/>
        <source>what it runs prints nothing</source>
        <translation>它运行的内容没有输出</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/advice_stops.py"/>
        <source>the action runs once, which ends it anyway</source>
        <translation>动作只运行一次，反正随之结束</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/advice_stops.py"/>
        <source>the time limit of {limit} ends it before</source>
        <translation>时限 {limit}会先使它结束</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/advice_stops.py"/>
        <source>the first success ends it anyway</source>
        <translation>第一次成功反正会使它结束</translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/tasks/advice_stops.py"/>
        <source>it gives up after %n attempt(s)</source>
        <translation><numerusform>它会在尝试 %n 次后放弃</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/tasks/advice_stops.py"/>
        <source>%n tick(s) end it before</source>
        <translation><numerusform>执行 %n 次会先使它结束</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/tasks/advice_stops.py"/>
        <source>%n failure(s) end it before</source>
        <translation><numerusform>失败 %n 次会先使它结束</numerusform></translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/advice_stops.py"/>
        <source>{time} are over before, with a period of {period}</source>
        <translation>{time}会先到，因为周期是 {period}</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/advice_world.py"/>
        <source>Run {program}</source>
        <translation>运行 {program}</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/advice_world.py"/>
        <source>Leave it out of Start all</source>
        <translation>不随“全部启动”启动</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/advice_world.py"/>
        <source>It can't be started: {problem}</source>
        <translation>无法启动：{problem}</translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/tasks/advice_world.py"/>
        <source>Of its last %n tick(s) one in 20 took over {p95}, longer than the period of {period}: {then}.</source>
        <translation><numerusform>最近 %n 次执行中，每 20 次有一次耗时超过 {p95}，长于周期 {period}：{then}。</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/tasks/advice_world.py"/>
        <source>It starts %n time(s) within one second where it ends at once.</source>
        <translation><numerusform>如果立即结束，它会在一秒内启动 %n 次。</numerusform></translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/advice_world.py"/>
        <source>{starts} start within one second, {at} after “Start all”.</source>
        <translation>“全部启动”{at}后，一秒内有{starts}开始。</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/advice_world.py"/>
        <source>{starts} start within one second, right at “Start all”.</source>
        <translation>“全部启动”时，一秒内就有{starts}开始。</translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/tasks/advice_world.py"/>
        <source>%n tick(s)</source>
        <translation><numerusform> %n 次执行</numerusform></translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/advice_world.py"/>
        <source>Spread with {share} jitter</source>
        <translation>用 {share} 的抖动错开</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/advice_world.py"/>
        <source>Start them {step} apart</source>
        <translation>彼此间隔 {step}启动</translation>
    </message>
</context>
<context>
    <name>alerts</name>
    <message>
        <location filename="../../waitgui/views/alert_words.py"/>
        <source>{what}: {names}</source>
        <translation>{what}：{names}</translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/views/alert_words.py"/>
        <source>%n time(s) in all</source>
        <translation><numerusform>共 %n 次</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/views/alert_words.py"/>
        <source>{task} failed %n time(s) in a row</source>
        <translation><numerusform>{task} 连续失败 %n 次</numerusform></translation>
    </message>
    <message>
        <location filename="../../waitgui/views/alert_words.py"/>
        <source>{task} failed</source>
        <translation>{task} 失败</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/alert_words.py"/>
        <source>{task} works again</source>
        <translation>{task} 恢复正常</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/alert_words.py"/>
        <source>{task} gave up</source>
        <translation>{task} 已放弃</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/alert_words.py"/>
        <source>{task} has ended</source>
        <translation>{task} 已结束</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/alert_words.py"/>
        <source>exit code {code}</source>
        <translation>退出码 {code}</translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/views/alert_words.py"/>
        <source>%n task(s) failed</source>
        <translation><numerusform>%n 个任务失败</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/views/alert_words.py"/>
        <source>%n task(s) recovered</source>
        <translation><numerusform>%n 个任务恢复</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/views/alert_words.py"/>
        <source>%n task(s) gave up</source>
        <translation><numerusform>%n 个任务放弃</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/views/alert_words.py"/>
        <source>%n run(s) ended</source>
        <translation><numerusform>%n 轮结束</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/views/alert_words.py"/>
        <source>{tasks} and %n more</source>
        <translation><numerusform>{tasks} 以及另外 %n 个</numerusform></translation>
    </message>
</context>
<context>
    <name>argparse</name>
    <message>
        <location filename="../../waitgui/cli/__init__.py"/>
        <source>show program's version number and exit</source>
        <translation>显示程序版本并退出</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/language.py"/>
        <source>usage: </source>
        <translation>用法：</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/language.py"/>
        <source>positional arguments</source>
        <translation>位置参数</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/language.py"/>
        <source>options</source>
        <translation>选项</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/language.py"/>
        <source>show this help message and exit</source>
        <translation>显示此帮助并退出</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/language.py"/>
        <source>the following arguments are required: %s</source>
        <translation>缺少以下必需的参数：%s</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/language.py"/>
        <source>expected one argument</source>
        <translation>需要一个参数</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/language.py"/>
        <source>expected at least one argument</source>
        <translation>需要至少一个参数</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/language.py"/>
        <source>expected at most one argument</source>
        <translation>最多一个参数</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/language.py"/>
        <source>expected %s argument</source>
        <translation>需要 %s 个参数</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/language.py"/>
        <source>expected %s arguments</source>
        <translation>需要 %s 个参数</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/language.py"/>
        <source>unrecognized arguments: %s</source>
        <translation>无法识别的参数：%s</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/language.py"/>
        <source>invalid choice: %(value)r (choose from %(choices)s)</source>
        <translation>无效的选择：%(value)r（可选 %(choices)s）</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/language.py"/>
        <source>argument %(argument_name)s: %(message)s</source>
        <translation>参数 %(argument_name)s：%(message)s</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/language.py"/>
        <source>invalid %(type)s value: %(value)r</source>
        <translation>无效的 %(type)s 值：%(value)r</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/language.py"/>
        <source>ignored explicit argument %r</source>
        <translation>忽略了显式参数 %r</translation>
    </message>
</context>
<context>
    <name>cli</name>
    <message>
        <location filename="../../waitgui/cli/__init__.py"/>
        <source>the output can't be written: {reason}</source>
        <translation>无法写入输出：{reason}</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/__init__.py"/>
        <source>Opens the desktop application. Other commands: {commands}.</source>
        <translation>打开桌面应用程序。其他命令：{commands}。</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/__init__.py"/>
        <source>open the demo set</source>
        <translation>打开演示任务集</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/__init__.py"/>
        <source>begin in the tray; minimised while there is none</source>
        <translation>在托盘中启动；没有托盘时最小化</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/__init__.py"/>
        <source>FILE</source>
        <translation>文件</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/__init__.py"/>
        <source>task sets to open</source>
        <translation>要打开的任务集</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/__init__.py"/>
        <source>COMMAND</source>
        <translation>命令</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/__init__.py"/>
        <source>run a task set without a display</source>
        <translation>不用显示器运行任务集</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/__init__.py"/>
        <source>Runs a task set.</source>
        <translation>运行一个任务集。</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/__init__.py"/>
        <source>DURATION</source>
        <translation>时长</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/__init__.py"/>
        <source>stop after this time, as in 10s</source>
        <translation>经过这段时间后停止，例如 10s</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/__init__.py"/>
        <source>ID</source>
        <translation>ID</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/__init__.py"/>
        <source>only this task; may be repeated</source>
        <translation>只运行此任务；可重复使用</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/__init__.py"/>
        <source>leave no trace in the history</source>
        <translation>不在历史中留下记录</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/__init__.py"/>
        <source>run it also if others may have written it</source>
        <translation>即使可能由他人写成也运行</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/__init__.py"/>
        <source>add what a tick printed to its record</source>
        <translation>在记录中加入每次执行的输出</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/__init__.py"/>
        <source>show what would happen</source>
        <translation>显示将会发生什么</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/__init__.py"/>
        <source>Shows what would happen; runs nothing.</source>
        <translation>显示会发生什么；不运行任何东西。</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/__init__.py"/>
        <source>look so far ahead</source>
        <translation>向前看多久</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/__init__.py"/>
        <source>how long an action takes</source>
        <translation>一次动作耗时多久</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/__init__.py"/>
        <source>DATETIME</source>
        <translation>日期时间</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/__init__.py"/>
        <source>when it would be started (default: now)</source>
        <translation>假设在何时启动（默认：现在）</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/__init__.py"/>
        <source>the condition of a poll is met at this check (default: never)</source>
        <translation>轮询的条件在第几次检查时满足（默认：从不）</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/__init__.py"/>
        <source>a backoff succeeds at this try (default: never)</source>
        <translation>退避在第几次尝试时成功（默认：从不）</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/__init__.py"/>
        <source>planned ticks a task (default: %(default)s)</source>
        <translation>每个任务计划的执行次数（默认：%(default)s）</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/__init__.py"/>
        <source>list the problems of task sets</source>
        <translation>列出任务集中的问题</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/__init__.py"/>
        <source>Lists every problem; runs nothing.</source>
        <translation>列出每个问题；不运行任何东西。</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/__init__.py"/>
        <source>also say what will hurt, and what would mend it</source>
        <translation>同时指出会带来麻烦之处及改正办法</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/__init__.py"/>
        <source>show what happened</source>
        <translation>显示发生过什么</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/__init__.py"/>
        <source>Prints the records that runs printed, oldest first; or all of it as one document: csv for spreadsheets (a row a tick), trace for ui.perfetto.dev and chrome://tracing.</source>
        <translation>按从旧到新打印各轮打印过的记录；或把全部内容作为一份文档：csv 用于电子表格（每次执行一行），trace 用于 ui.perfetto.dev 和 chrome://tracing。</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/__init__.py"/>
        <source>NAME</source>
        <translation>名称</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/__init__.py"/>
        <source>only this task set, by its name</source>
        <translation>只看此名称的任务集</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/__init__.py"/>
        <source>only tasks of this id</source>
        <translation>只看此 id 的任务</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/__init__.py"/>
        <source>only what happened in the last, as in 2h; a run that began before shows its start too</source>
        <translation>只看最近这段时间发生的，例如 2h；更早开始的一轮也会显示其开始</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/__init__.py"/>
        <source>add what a tick printed to its record (table and jsonl)</source>
        <translation>在记录中加入每次执行的输出（table 和 jsonl）</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/__init__.py"/>
        <source>default: a table on a terminal, else JSON lines</source>
        <translation>默认：终端上为表格，否则为 JSON 行</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/__init__.py"/>
        <source>the same jitter each time</source>
        <translation>每次都用相同的抖动</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/__init__.py"/>
        <source>Try {command} --help.</source>
        <translation>试试 {command} --help。</translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/cli/check.py"/>
        <source>%n task(s), can be used</source>
        <translation><numerusform>%n 个任务，可以使用</numerusform></translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/check.py"/>
        <source>nothing to advise</source>
        <translation>没有建议</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/check.py"/>
        <source>set</source>
        <translation>任务集</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/check.py"/>
        <source>task "{name}"</source>
        <translation>任务 "{name}"</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/check.py"/>
        <source>{advice} ({remedies})</source>
        <translation>{advice}（{remedies}）</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/desktop.py"/>
        <source>a later start won't find this one: {place}: {reason}</source>
        <translation>之后的启动将找不到这一个：{place}：{reason}</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/display.py"/>
        <source>{problem}; without a window: waitgui run FILE</source>
        <translation>{problem}；不用窗口：waitgui run 文件</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/display.py"/>
        <source>PySide6 isn't installed: pip install pyside6-essentials</source>
        <translation>未安装 PySide6：pip install pyside6-essentials</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/display.py"/>
        <source>PySide6 {version} crashes on Python 3.11: pip install 'pyside6-essentials&lt;6.12', or use Python 3.12</source>
        <translation>PySide6 {version} 在 Python 3.11 上会崩溃：pip install 'pyside6-essentials&lt;6.12'，或改用 Python 3.12</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/display.py"/>
        <source>no display (neither WAYLAND_DISPLAY nor DISPLAY is set)</source>
        <translation>没有显示器（WAYLAND_DISPLAY 和 DISPLAY 都未设置）</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/display.py"/>
        <source>the display {display} doesn't answer</source>
        <translation>显示器 {display} 没有应答</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/display.py"/>
        <source>the library {name} is missing: {command}</source>
        <translation>缺少库 {name}：{command}</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/files.py"/>
        <source>must not be longer than 292 years</source>
        <translation>不能超过 292 年</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/history.py"/>
        <source>{problem}, and can't be put aside: {reason}</source>
        <translation>{problem}，而且无法移到一旁：{reason}</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/history.py"/>
        <source>{problem}; it is kept as {name}</source>
        <translation>{problem}；已保留为 {name}</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/history.py"/>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/history.py"/>
        <source>Set</source>
        <translation>任务集</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/history.py"/>
        <source>Task</source>
        <translation>任务</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/history.py"/>
        <source>Run</source>
        <translation>轮次</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/history.py"/>
        <source>Tick</source>
        <translation>执行</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/history.py"/>
        <source>Late</source>
        <translation>延迟</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/history.py"/>
        <source>Took</source>
        <translation>耗时</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/history.py"/>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/history.py"/>
        <source>starts</source>
        <translation>开始</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/history.py"/>
        <source>{outcome}: {why}</source>
        <translation>{outcome}：{why}</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/history.py"/>
        <source>ends: {reason}</source>
        <translation>结束：{reason}</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/history.py"/>
        <source>… {count} bytes before this</source>
        <translation>… 此前 {count} 字节</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/language.py"/>
        <source>ok</source>
        <translation>成功</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/language.py"/>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/language.py"/>
        <source>timed_out</source>
        <translation>超时</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/language.py"/>
        <source>cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/language.py"/>
        <source>skipped</source>
        <translation>已跳过</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/language.py"/>
        <source>met</source>
        <translation>已满足</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/language.py"/>
        <source>not_met</source>
        <translation>未满足</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/language.py"/>
        <source>error</source>
        <translation>错误</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/language.py"/>
        <source>after_runs</source>
        <translation>次数已到</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/language.py"/>
        <source>after_time</source>
        <translation>时间已到</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/language.py"/>
        <source>at</source>
        <translation>时刻已到</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/language.py"/>
        <source>after_successes</source>
        <translation>成功次数已到</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/language.py"/>
        <source>after_failures</source>
        <translation>失败次数已到</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/language.py"/>
        <source>after_failures_in_a_row</source>
        <translation>连续失败次数已到</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/language.py"/>
        <source>on_exit_code</source>
        <translation>出现退出码</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/language.py"/>
        <source>on_output</source>
        <translation>输出匹配</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/language.py"/>
        <source>when_task_ends</source>
        <translation>另一任务结束</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/language.py"/>
        <source>when</source>
        <translation>条件成立</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/language.py"/>
        <source>succeeded</source>
        <translation>已成功</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/language.py"/>
        <source>gave_up</source>
        <translation>已放弃</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/language.py"/>
        <source>condition_error</source>
        <translation>条件出错</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/language.py"/>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/language.py"/>
        <source>quit</source>
        <translation>已退出</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/language.py"/>
        <source>lost</source>
        <translation>已丢失</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/language.py"/>
        <source>broken</source>
        <translation>内部故障</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/language.py"/>
        <source>program</source>
        <translation>程序</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/language.py"/>
        <source>shell line</source>
        <translation>shell 行</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/language.py"/>
        <source>script</source>
        <translation>脚本</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/language.py"/>
        <source>module</source>
        <translation>模块</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/language.py"/>
        <source>code</source>
        <translation>代码</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/language.py"/>
        <source>arguments</source>
        <translation>参数</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/language.py"/>
        <source>interpreter</source>
        <translation>解释器</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/language.py"/>
        <source>folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/language.py"/>
        <source>environment variable</source>
        <translation>环境变量</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/language.py"/>
        <source>request</source>
        <translation>请求</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/language.py"/>
        <source>redirects</source>
        <translation>重定向</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/language.py"/>
        <source>header</source>
        <translation>标头</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/language.py"/>
        <source>body</source>
        <translation>正文</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/language.py"/>
        <source>port</source>
        <translation>端口</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/language.py"/>
        <source>file</source>
        <translation>文件</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/language.py"/>
        <source>notification</source>
        <translation>通知</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/output.py"/>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/output.py"/>
        <source>Next</source>
        <translation>下一次</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/output.py"/>
        <source>Ticks</source>
        <translation>执行</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/output.py"/>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/output.py"/>
        <source>Skipped</source>
        <translation>跳过</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/output.py"/>
        <source>Last</source>
        <translation>上一次</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/output.py"/>
        <source>waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/output.py"/>
        <source>{outcome} after {time}</source>
        <translation>{time}后{outcome}</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/output.py"/>
        <source>{outcome} after {time}: {why}</source>
        <translation>{time}后{outcome}：{why}</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/output.py"/>
        <source>failed ({reason})</source>
        <translation>失败（{reason}）</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/output.py"/>
        <source>running {time}</source>
        <translation>运行 {time}</translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/cli/preview.py"/>
        <source>task "{id}": cut off after %n planned tick(s); --limit raises that</source>
        <translation><numerusform>任务 "{id}"：在计划的 %n 次执行后截断；--limit 可以提高</numerusform></translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/run.py"/>
        <source>no task has the id "{id}"; there are: {ids}</source>
        <translation>没有任务使用 id "{id}"；现有：{ids}</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/run.py"/>
        <source>no task of this set is enabled; --task ID starts one</source>
        <translation>此任务集中没有启用的任务；--task ID 可启动一个</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/run.py"/>
        <source>the engine is {time} behind</source>
        <translation>引擎落后 {time}</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/trust.py"/>
        <source>{doubt}, so it may be somebody else's work; --trust runs it. It would use:</source>
        <translation>{doubt}，因此可能出自他人之手；--trust 会运行它。它会使用：</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/trust.py"/>
        <source>{text}… ({count} characters)</source>
        <translation>{text}…（{count} 个字符）</translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/trust.py"/>
        <source>task "{name}": {use}: {text}</source>
        <translation>任务 "{name}"：{use}：{text}</translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/cli/trust.py"/>
        <source>and %n more</source>
        <translation><numerusform>另外 %n 个</numerusform></translation>
    </message>
    <message>
        <location filename="../../waitgui/cli/trust.py"/>
        <source>nothing</source>
        <translation>无</translation>
    </message>
</context>
<context>
    <name>code</name>
    <message>
        <location filename="../../waitgui/tasks/as_code.py"/>
        <source>The set isn't saved yet: FILE stands for where it will be.</source>
        <translation>任务集尚未保存：FILE 代表它将来的位置。</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/as_code.py"/>
        <source>once, without waitgui:</source>
        <translation>一次，不用 waitgui：</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/as_code.py"/>
        <source>Once means: no schedule, no retry, no stop rule.</source>
        <translation>一次是指：没有调度、没有重试、没有停止规则。</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/as_code.py"/>
        <source>Command line</source>
        <translation>命令行</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/code_texts.py"/>
        <source>The stop rule “{rule}”.</source>
        <translation>停止规则“{rule}”。</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/code_texts.py"/>
        <source>The retry stays at its cap; the call gives up there.</source>
        <translation>重试会停留在上限；这个调用则会在此放弃。</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/code_texts.py"/>
        <source>After a tick that overran, one comes late, off the grid.</source>
        <translation>一次执行超时之后，会有一次晚于网格的执行。</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/code_texts.py"/>
        <source>Checks that can't be made count as not met, however many.</source>
        <translation>无法进行的检查都算作未满足，不论多少次。</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/code_texts.py"/>
        <source>The time limit ends the program alone, not what it started.</source>
        <translation>时限只结束程序本身，不结束它启动的进程。</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/code_texts.py"/>
        <source>The largest size of an answer.</source>
        <translation>响应的最大大小。</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/code_texts.py"/>
        <source>Redirects are followed, whatever the task says.</source>
        <translation>会跟随重定向，无论任务如何设置。</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/code_texts.py"/>
        <source>What the JSON of an answer must say.</source>
        <translation>响应的 JSON 必须是什么。</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/code_texts.py"/>
        <source>While the computer sleeps, the clock of the periods stands still.</source>
        <translation>计算机休眠时，周期的时钟会停住。</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/code_texts.py"/>
        <source>History, output, pause and “Run now”.</source>
        <translation>历史、输出、暂停和“立即运行”。</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/code_units.py"/>
        <source>The grid: each start counts from the one before, and drifts.</source>
        <translation>网格：每次开始都从上一次算起，会漂移。</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/code_units.py"/>
        <source>After a tick that overran, the next doesn't follow at once.</source>
        <translation>一次执行超时之后，下一次不会立即跟上。</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/code_units.py"/>
        <source>Exit code 0 always counts as a success.</source>
        <translation>退出码 0 总是算作成功。</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/code_units.py"/>
        <source>Programs are looked for in the PATH of systemd, not of your shell.</source>
        <translation>程序在 systemd 的 PATH 中查找，而不是你的 shell 的。</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/code_units.py"/>
        <source>The timeline, “Run now” with its attempts, and the output beside each tick.</source>
        <translation>时间线、“立即运行”及其各次尝试，以及每次执行旁边的输出。</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/code_units.py"/>
        <source>Jitter: it always starts at the full minute, with everybody else.</source>
        <translation>抖动：总是在整分钟启动，和所有人一起。</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/code_units.py"/>
        <source>Sliding: starts lie on the clock, however long a tick takes.</source>
        <translation>滑动：开始时间固定在时钟上，不论一次执行多久。</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/code_units.py"/>
        <source>A tick that overruns isn't waited for: two may run at once.</source>
        <translation>不会等待超时的执行：可能有两次同时运行。</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/code_units.py"/>
        <source>The delay of {delay} at the start.</source>
        <translation>启动时的延迟 {delay}。</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/code_units.py"/>
        <source>Which exit codes count as a success.</source>
        <translation>哪些退出码算作成功。</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/code_units.py"/>
        <source>Anything below a minute.</source>
        <translation>不足一分钟的时间。</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/code_units.py"/>
        <source>Programs are looked for in the short PATH of cron.</source>
        <translation>程序在 cron 的简短 PATH 中查找。</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/code_units.py"/>
        <source>The timeline, “Run now”, and the output, which goes by mail.</source>
        <translation>时间线、“立即运行”，以及输出（会通过邮件发送）。</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/code_units.py"/>
        <source>Trying again after a failure.</source>
        <translation>失败后重试。</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/code_units.py"/>
        <source>Which statuses count as a success: with curl, all below 400.</source>
        <translation>哪些状态码算作成功：curl 把 400 以下的都算作成功。</translation>
    </message>
</context>
<context>
    <name>dates</name>
    <message>
        <location filename="../../waitgui/views/task_form/table.py"/>
        <source>d MMM</source>
        <comment>as QLocale's patterns of dates</comment>
        <translation>M月d日</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/task_form/table.py"/>
        <source>d MMM yyyy</source>
        <comment>as QLocale's patterns of dates</comment>
        <translation>yyyy年M月d日</translation>
    </message>
</context>
<context>
    <name>demo</name>
    <message>
        <location filename="../../resources/demo.toml"/>
        <source>Demo</source>
        <translation>演示</translation>
    </message>
    <message>
        <location filename="../../resources/demo.toml"/>
        <source>After it ends</source>
        <translation>从结束起算</translation>
    </message>
    <message>
        <location filename="../../resources/demo.toml"/>
        <source>The period counts from the end of a tick: each start moves on by the time that the tick took.</source>
        <translation>周期从一次执行结束时起算：每次开始都会后移这次执行所用的时间。</translation>
    </message>
    <message>
        <location filename="../../resources/demo.toml"/>
        <source>Rhythm</source>
        <translation>节奏</translation>
    </message>
    <message>
        <location filename="../../resources/demo.toml"/>
        <source>From its start</source>
        <translation>从开始起算</translation>
    </message>
    <message>
        <location filename="../../resources/demo.toml"/>
        <source>The period counts from the start of a tick, however long it takes.</source>
        <translation>周期从一次执行开始时起算，不论它耗时多久。</translation>
    </message>
    <message>
        <location filename="../../resources/demo.toml"/>
        <source>With jitter</source>
        <translation>带抖动</translation>
    </message>
    <message>
        <location filename="../../resources/demo.toml"/>
        <source>Each period is up to 80 % longer than 3 s, so that many such tasks don't start at once.</source>
        <translation>每个周期比 3 秒最多长 80%，这样许多此类任务不会同时启动。</translation>
    </message>
    <message>
        <location filename="../../resources/demo.toml"/>
        <source>Failing check</source>
        <translation>会失败的检查</translation>
    </message>
    <message>
        <location filename="../../resources/demo.toml"/>
        <source>Fails about every other time. What it printed stands beside the timeline.</source>
        <translation>大约每隔一次失败一次。它的输出显示在时间线旁边。</translation>
    </message>
    <message>
        <location filename="../../resources/demo.toml"/>
        <source>Trouble</source>
        <translation>故障</translation>
    </message>
    <message>
        <location filename="../../resources/demo.toml"/>
        <source>Slow backup</source>
        <translation>缓慢的备份</translation>
    </message>
    <message>
        <location filename="../../resources/demo.toml"/>
        <source>Takes longer than its time limit allows, and is ended by it.</source>
        <translation>耗时超过时限，因而被终止。</translation>
    </message>
    <message>
        <location filename="../../resources/demo.toml"/>
        <source>Wait for a file</source>
        <translation>等待文件</translation>
    </message>
    <message>
        <location filename="../../resources/demo.toml"/>
        <source>Checks every 2 s whether the file is there that “Lays the file” puts there, then runs once and is done.</source>
        <translation>每 2 秒检查“放置文件”任务所放的文件是否存在，然后运行一次即完成。</translation>
    </message>
    <message>
        <location filename="../../resources/demo.toml"/>
        <source>Waiting</source>
        <translation>等待</translation>
    </message>
    <message>
        <location filename="../../resources/demo.toml"/>
        <source>Lays the file</source>
        <translation>放置文件</translation>
    </message>
    <message>
        <location filename="../../resources/demo.toml"/>
        <source>Ends with the task that waits for it.</source>
        <translation>随等待它的任务一起结束。</translation>
    </message>
    <message>
        <location filename="../../resources/demo.toml"/>
        <source>Until it works</source>
        <translation>直到成功</translation>
    </message>
    <message>
        <location filename="../../resources/demo.toml"/>
        <source>Fails three times, each time waiting longer before the next attempt, then succeeds.</source>
        <translation>失败三次，每次在下一次尝试之前等待更久，然后成功。</translation>
    </message>
</context>
<context>
    <name>describe</name>
    <message>
        <location filename="../../waitgui/models/said.py"/>
        <source>{one} {other}</source>
        <translation>{one}{other}</translation>
    </message>
    <message>
        <location filename="../../waitgui/models/said.py"/>
        <source>.</source>
        <translation>。</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/attempt_words.py"/>
        <source>{number}: {outcome} after {time}</source>
        <translation>第 {number} 次：{time}后{outcome}</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/attempt_words.py"/>
        <source>{number}: {outcome} after {time} (exit code {code})</source>
        <translation>第 {number} 次：{time}后{outcome}（退出码 {code}）</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/attempt_words.py"/>
        <source>Attempt {number} of {all}: {before}</source>
        <translation>第 {number} 次尝试（共 {all} 次）：{before}</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/attempt_words.py"/>
        <source>Attempt {number} of {all} in {time}: {before}</source>
        <translation>{time}后第 {number} 次尝试（共 {all} 次）：{before}</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/attempt_words.py"/>
        <source>attempt {number} of {all}</source>
        <translation>尝试 {number}/{all}</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/attempt_words.py"/>
        <source>retry in {time}</source>
        <translation>{time}后重试</translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/tasks/attempt_words.py"/>
        <source>%n attempt(s) timed out</source>
        <translation><numerusform>%n 次尝试超时</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/tasks/attempt_words.py"/>
        <source>%n attempt(s) failed</source>
        <translation><numerusform>%n 次尝试失败</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/tasks/attempt_words.py"/>
        <source>%n attempt(s) failed with exit code {code}</source>
        <translation><numerusform>%n 次尝试失败，退出码 {code}</numerusform></translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/attempt_words.py"/>
        <source>the last one timed out</source>
        <translation>上一次超时</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/attempt_words.py"/>
        <source>the last one failed</source>
        <translation>上一次失败</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/attempt_words.py"/>
        <source>the last one failed with exit code {code}</source>
        <translation>上一次失败，退出码 {code}</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/deeds.py"/>
        <source>a shell command</source>
        <translation>shell 命令</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/deeds.py"/>
        <source>Python code</source>
        <translation>Python 代码</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/deeds.py"/>
        <source>the notification “{title}”</source>
        <translation>通知“{title}”</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/deeds.py"/>
        <source>nothing for {time}</source>
        <translation>空动作（{time}）</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/deeds.py"/>
        <source>nothing</source>
        <translation>无</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/deeds.py"/>
        <source>port {port} of {host} answers</source>
        <translation>{host} 的端口 {port} 有应答</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/deeds.py"/>
        <source>port {port} of {host} doesn't answer</source>
        <translation>{host} 的端口 {port} 无应答</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/deeds.py"/>
        <source>{path} exists</source>
        <translation>{path} 存在</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/deeds.py"/>
        <source>{path} doesn't exist</source>
        <translation>{path} 不存在</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/deeds.py"/>
        <source>{is_there} (changed less than {age} ago, of at least {size})</source>
        <translation>{is_there}（{age}内有修改，大小至少 {size}）</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/deeds.py"/>
        <source>{is_there} (changed less than {age} ago)</source>
        <translation>{is_there}（{age}内有修改）</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/deeds.py"/>
        <source>{is_there} (of at least {size})</source>
        <translation>{is_there}（大小至少 {size}）</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/deeds.py"/>
        <source>{url} answers {status}</source>
        <translation>{url} 返回 {status}</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/deeds.py"/>
        <source>contains “{text}”</source>
        <translation>包含“{text}”</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/deeds.py"/>
        <source>has {value} at {path}</source>
        <translation>在 {path} 处为 {value}</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/deeds.py"/>
        <source>{some} and {last}</source>
        <translation>{some}，并且{last}</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/deeds.py"/>
        <source>{program} succeeds</source>
        <translation>{program} 成功</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/deeds.py"/>
        <source>{some} or {last}</source>
        <translation>{some} 或 {last}</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/deeds.py"/>
        <source>{program} ends with {codes}</source>
        <translation>{program} 以退出码 {codes} 结束</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/deeds.py"/>
        <source>all of ({conditions})</source>
        <translation>全部满足（{conditions}）</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/deeds.py"/>
        <source>any of ({conditions})</source>
        <translation>任一满足（{conditions}）</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/deeds.py"/>
        <source>not ({condition})</source>
        <translation>不满足（{condition}）</translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/tasks/deeds.py"/>
        <source>%n more</source>
        <translation><numerusform>另外 %n 个</numerusform></translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/deeds.py"/>
        <source>; </source>
        <translation>；</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/describe.py"/>
        <source>up to {share} later</source>
        <translation>最多推迟 {share}</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/describe.py"/>
        <source>checks every {interval} until {condition}</source>
        <translation>每 {interval}检查，直到 {condition}</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/describe.py"/>
        <source>checks without a pause until {condition}</source>
        <translation>不停检查，直到 {condition}</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/describe.py"/>
        <source>but times out before the first check</source>
        <translation>但在首次检查前就超时</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/describe.py"/>
        <source>for {time} at most</source>
        <translation>最长 {time}</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/describe.py"/>
        <source>until it succeeds</source>
        <translation>直到成功</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/describe.py"/>
        <source>again after {wait}</source>
        <translation>{wait}后重试</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/describe.py"/>
        <source>again after {wait} to {most}</source>
        <translation>{wait}至 {most}后重试</translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/tasks/describe.py"/>
        <source>{attempts} (the cap of {cap} ends it, not the %n step(s))</source>
        <translation><numerusform>{attempts}（上限 {cap}使其结束，而不是 %n 步）</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/tasks/describe.py"/>
        <source>%n attempt(s) at most</source>
        <translation><numerusform>最多尝试 %n 次</numerusform></translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/describe.py"/>
        <source>first wait {wait}</source>
        <translation>首次等待 {wait}</translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/tasks/describe.py"/>
        <source>up to %n attempt(s) each</source>
        <translation><numerusform>每次最多尝试 %n 次</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/tasks/describe.py"/>
        <source>until %n tick(s)</source>
        <translation><numerusform>共 %n 次</numerusform></translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/describe.py"/>
        <source>stops {rule}</source>
        <translation>{rule}停止</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/describe.py"/>
        <source>Runs {what} </source>
        <translation>运行 {what}：</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/describe.py"/>
        <source>{share} later</source>
        <translation>{share}</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/describe.py"/>
        <source>, up to {later}</source>
        <translation>，最多推迟 {later}</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/describe.py"/>
        <source>, starting {delay} after Start</source>
        <translation>，启动 {delay}后开始</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/describe.py"/>
        <source>. </source>
        <translation>。</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/describe.py"/>
        <source>Stops </source>
        <translation>停止条件：</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/describe.py"/>
        <source>Goes on until you stop it.</source>
        <translation>一直运行，直到手动停止。</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/describe.py"/>
        <source>Checks every {interval} whether {condition}</source>
        <translation>每 {interval}检查一次：{condition}</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/describe.py"/>
        <source>Checks again and again, without a pause, whether {condition}</source>
        <translation>不停检查，没有间歇：{condition}</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/describe.py"/>
        <source>, first at Start</source>
        <translation>，启动时先检查一次</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/describe.py"/>
        <source>. Once that is so, runs {what}, once. </source>
        <translation>。满足后运行 {what} 一次。</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/describe.py"/>
        <source>Stops before that </source>
        <translation>提前停止的条件：</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/describe.py"/>
        <source>Waits for as long as it takes.</source>
        <translation>一直等待，不限时间。</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/describe.py"/>
        <source>Never checks: the first check would be due at {first}, and {limit} ends it.</source>
        <translation>永远不会检查：第一次检查要到启动 {first}后，而 {limit}会先使它结束。</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/describe.py"/>
        <source>Checks only once: {limit} ends it before the second check.</source>
        <translation>只检查一次：{limit}会在第二次检查之前使它结束。</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/describe.py"/>
        <source>Gives up after {limit}.</source>
        <translation>{limit}后放弃。</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/describe.py"/>
        <source>Runs {what} until it succeeds</source>
        <translation>运行 {what}，直到成功</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/describe.py"/>
        <source>: </source>
        <translation>：</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/describe.py"/>
        <source>Never gives up.</source>
        <translation>不会放弃。</translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/tasks/describe.py"/>
        <source>%n attempt(s)</source>
        <translation><numerusform>尝试 %n 次</numerusform></translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/describe.py"/>
        <source>Gives up after {count}</source>
        <translation>{count}后放弃</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/describe.py"/>
        <source>, {low} after Start</source>
        <translation>，即启动 {low}后</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/describe.py"/>
        <source>, between {low} and {high} after Start</source>
        <translation>，即启动 {low}至 {high}后</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/describe.py"/>
        <source>The cap of {cap} ends it: attempt {last} never happens.</source>
        <translation>上限 {cap}使其结束：第 {last} 次尝试不会发生。</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/describe.py"/>
        <source>The cap of {cap} ends it: attempts {first} to {last} never happen.</source>
        <translation>上限 {cap}使其结束：第 {first} 至 {last} 次尝试不会发生。</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/describe.py"/>
        <source>{again}</source>
        <translation>{again}</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/describe.py"/>
        <source>again at once</source>
        <translation>立即重试</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/describe.py"/>
        <source>, doubling</source>
        <translation>，之后每次加倍</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/describe.py"/>
        <source>, each {times} times the one before</source>
        <translation>，之后每次是前一次的 {times} 倍</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/describe.py"/>
        <source>, always the same</source>
        <translation>，之后保持不变</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/describe.py"/>
        <source>, up to {share} longer</source>
        <translation>，最多延长 {share}</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/describe.py"/>
        <source>, then every {wait}</source>
        <translation>，之后每 {wait}</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/describe.py"/>
        <source>, {cap} at most</source>
        <translation>，最长 {cap}</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/describe.py"/>
        <source>What fails is tried again, {count} in all: </source>
        <translation>失败后会重试，总共{count}：</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/describe.py"/>
        <source>again and again, without a pause</source>
        <translation>首尾相接，没有间歇</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/describe.py"/>
        <source>every {period} on the grid</source>
        <translation>每 {period}，对齐网格</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/describe.py"/>
        <source>every {period} after it ends</source>
        <translation>结束后每 {period}</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/describe.py"/>
        <source>every {period} from its start</source>
        <translation>每 {period}，从开始起算</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/endings.py"/>
        <source>{time} after Start</source>
        <translation>启动 {time}后</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/endings.py"/>
        <source>at {moment}</source>
        <translation>{moment} 时</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/endings.py"/>
        <source>on exit code {codes}</source>
        <translation>退出码为 {codes} 时</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/endings.py"/>
        <source>when the output matches {pattern}</source>
        <translation>输出匹配{pattern}时</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/endings.py"/>
        <source>when {task} ends</source>
        <translation>{task}结束时</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/endings.py"/>
        <source>when {condition}</source>
        <translation>{condition}时</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/endings.py"/>
        <source>after {count}</source>
        <translation>{count}后</translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/tasks/endings.py"/>
        <source>%n tick(s)</source>
        <translation><numerusform>执行 %n 次</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/tasks/endings.py"/>
        <source>%n success(es)</source>
        <translation><numerusform>成功 %n 次</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/tasks/endings.py"/>
        <source>%n failure(s)</source>
        <translation><numerusform>失败 %n 次</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/tasks/endings.py"/>
        <source>%n failure(s) in a row</source>
        <translation><numerusform>连续失败 %n 次</numerusform></translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/endings.py"/>
        <source>, </source>
        <comment>between clauses</comment>
        <translation>，</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/endings.py"/>
        <source>, or </source>
        <translation>，或</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/endings.py"/>
        <source>, whichever comes first</source>
        <translation>，以先成立者为准</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/endings.py"/>
        <source>, which takes {time}</source>
        <translation>，历时 {time}</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/endings.py"/>
        <source>, which takes between {low} and {high}</source>
        <translation>，历时 {low}至 {high}</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/explain.py"/>
        <source>Succeeded</source>
        <translation>成功</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/explain.py"/>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/explain.py"/>
        <source>Timed out</source>
        <translation>超时</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/explain.py"/>
        <source>Cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/explain.py"/>
        <source>Skipped</source>
        <translation>跳过</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/explain.py"/>
        <source>Met</source>
        <translation>已满足</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/explain.py"/>
        <source>Not met</source>
        <translation>未满足</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/explain.py"/>
        <source>Error</source>
        <translation>错误</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/explain.py"/>
        <source> Checked {how}</source>
        <translation>{how}检查</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/explain.py"/>
        <source> Started {how}</source>
        <translation>{how}开始</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/explain.py"/>
        <source> Running for {time}.</source>
        <translation>已运行 {time}。</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/explain.py"/>
        <source>Due at {due}, on the grid. {skipped}: {why}.</source>
        <translation>到期时间 {due}，在网格上。{skipped}：{why}。</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/explain.py"/>
        <source>Due at {due}, on the grid of {period}. {skipped}: {why}.</source>
        <translation>到期时间 {due}，在 {period}的网格上。{skipped}：{why}。</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/explain.py"/>
        <source>on time</source>
        <translation>准时</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/explain.py"/>
        <source>{time} late</source>
        <translation>晚 {time}</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/explain.py"/>
        <source>: the tick before ran until {until}.</source>
        <translation>：上一次执行直到 {until} 才结束。</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/explain.py"/>
        <source>met</source>
        <translation>已满足</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/explain.py"/>
        <source>not met</source>
        <translation>未满足</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/explain.py"/>
        <source>it can't be checked</source>
        <translation>无法检查</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/explain.py"/>
        <source> whether {condition}</source>
        <translation>：{condition}</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/explain.py"/>
        <source>, in {time}: {answer}</source>
        <translation>，用时 {time}，结果：{answer}</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/explain.py"/>
        <source> {outcome} after {time}</source>
        <translation>{time}后{outcome}</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/explain.py"/>
        <source> with exit code {code}</source>
        <translation>，退出码 {code}</translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/tasks/explain.py"/>
        <source>, in %n attempt(s)</source>
        <translation><numerusform>，共尝试 %n 次</numerusform></translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/explain.py"/>
        <source>, on attempt {number} of {all}</source>
        <translation>，第 {number} 次尝试（共 {all} 次）</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/explain.py"/>
        <source>: {why}</source>
        <translation>：{why}</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/explain.py"/>
        <source>Run at {due}, because you asked for it.</source>
        <translation>应你的要求，在 {due} 运行。</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/explain.py"/>
        <source>the period of </source>
        <translation>周期 </translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/explain.py"/>
        <source>the delay of </source>
        <translation>延迟 </translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/explain.py"/>
        <source>the interval of </source>
        <translation>间隔 </translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/explain.py"/>
        <source>, plus {period}</source>
        <translation> + {period}</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/explain.py"/>
        <source>, plus {jitter} jitter</source>
        <translation> + 抖动 {jitter}</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/explain.py"/>
        <source>, plus {jitter}, so that not all tasks come at once</source>
        <translation> + {jitter}（避免所有任务同时开始）</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/explain.py"/>
        <source>Due at {due}: the last attempt ended at {base}</source>
        <translation>到期时间 {due} = 上次尝试结束 {base}</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/explain.py"/>
        <source>Due at {due}: the last check ended at {base}</source>
        <translation>到期时间 {due} = 上次检查结束 {base}</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/explain.py"/>
        <source>Due at {due}: the last tick ended at {base}</source>
        <translation>到期时间 {due} = 上次结束 {base}</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/explain.py"/>
        <source>Due at {due}: the last tick started at {base}</source>
        <translation>到期时间 {due} = 上次开始 {base}</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/explain.py"/>
        <source>Due at {due}: the point before on the grid was {base}</source>
        <translation>到期时间 {due} = 前一个网格点 {base}</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/explain.py"/>
        <source>Due at {due}: the condition was met at {base}</source>
        <translation>到期时间 {due} = 条件满足 {base}</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/explain.py"/>
        <source>Due at {due}: the task was resumed at {base}</source>
        <translation>到期时间 {due} = 任务恢复 {base}</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/explain.py"/>
        <source>Due at {due}: nothing could run before {base}</source>
        <translation>到期时间 {due} = 此前无法运行，直到 {base}</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/explain.py"/>
        <source>Due at {due}: the run was started at {base}</source>
        <translation>到期时间 {due} = 本轮启动 {base}</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/run_words.py"/>
        <source>done, {ticks} of {ticks}</source>
        <translation>完成，{ticks}/{ticks}</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/run_words.py"/>
        <source>done: time was up after {time}</source>
        <translation>完成：{time}后时间已到</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/run_words.py"/>
        <source>done: its time to end had come</source>
        <translation>完成：结束的时刻已到</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/run_words.py"/>
        <source>done: it succeeded often enough</source>
        <translation>完成：成功次数已够</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/run_words.py"/>
        <source>ended: it failed too often</source>
        <translation>结束：失败次数过多</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/run_words.py"/>
        <source>ended: it failed too often in a row</source>
        <translation>结束：连续失败次数过多</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/run_words.py"/>
        <source>done: by its exit code</source>
        <translation>完成：因其退出码</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/run_words.py"/>
        <source>done: by what it printed</source>
        <translation>完成：因其输出</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/run_words.py"/>
        <source>done: another task ended</source>
        <translation>完成：另一个任务结束</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/run_words.py"/>
        <source>done: its condition held</source>
        <translation>完成：条件成立</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/run_words.py"/>
        <source>done: it succeeded</source>
        <translation>完成：已成功</translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/tasks/run_words.py"/>
        <source>gave up after %n attempt(s)</source>
        <translation><numerusform>尝试 %n 次后放弃</numerusform></translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/run_words.py"/>
        <source>timed out: not met in {time}</source>
        <translation>超时：{time}内未满足</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/run_words.py"/>
        <source>ended: its condition couldn't be checked</source>
        <translation>结束：无法检查条件</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/run_words.py"/>
        <source>stopped by you</source>
        <translation>由你停止</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/run_words.py"/>
        <source>stopped: waitgui was closed</source>
        <translation>已停止：waitgui 已关闭</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/run_words.py"/>
        <source>lost: waitgui was killed</source>
        <translation>已丢失：waitgui 被强制结束</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/run_words.py"/>
        <source>broken off by a fault of waitgui</source>
        <translation>因 waitgui 的故障而中断</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/words.py"/>
        <source>, </source>
        <comment>between the entries of a list</comment>
        <translation>、</translation>
    </message>
</context>
<context>
    <name>edits</name>
    <message numerus="yes">
        <location filename="../../waitgui/tasks/edit_words.py"/>
        <source>change %n task(s)</source>
        <translation><numerusform>更改 %n 个任务</numerusform></translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/edit_words.py"/>
        <source>rename the set</source>
        <translation>重命名任务集</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/edit_words.py"/>
        <source>add {name}</source>
        <translation>添加 {name}</translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/tasks/edit_words.py"/>
        <source>add %n task(s)</source>
        <translation><numerusform>添加 %n 个任务</numerusform></translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/edit_words.py"/>
        <source>delete {name}</source>
        <translation>删除 {name}</translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/tasks/edit_words.py"/>
        <source>delete %n task(s)</source>
        <translation><numerusform>删除 %n 个任务</numerusform></translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/edit_words.py"/>
        <source>move {name}</source>
        <translation>移动 {name}</translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/tasks/edit_words.py"/>
        <source>move %n task(s)</source>
        <translation><numerusform>移动 %n 个任务</numerusform></translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/edit_words.py"/>
        <source>change the set</source>
        <translation>更改任务集</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/edit_words.py"/>
        <source>rename {name} to {new}</source>
        <translation>将 {name} 重命名为 {new}</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/edit_words.py"/>
        <source>enable {name}</source>
        <translation>启用 {name}</translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/tasks/edit_words.py"/>
        <source>enable %n task(s)</source>
        <translation><numerusform>启用 %n 个任务</numerusform></translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/edit_words.py"/>
        <source>disable {name}</source>
        <translation>停用 {name}</translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/tasks/edit_words.py"/>
        <source>disable %n task(s)</source>
        <translation><numerusform>停用 %n 个任务</numerusform></translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/edit_words.py"/>
        <source>change {name}</source>
        <translation>更改 {name}</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/edit_words.py"/>
        <source>change {field} of {name}</source>
        <translation>更改 {name} 的{field}</translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/tasks/edit_words.py"/>
        <source>change {field} of %n task(s)</source>
        <translation><numerusform>更改 %n 个任务的{field}</numerusform></translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/edit_words.py"/>
        <source>first wait</source>
        <translation>首次等待</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/edit_words.py"/>
        <source>factor</source>
        <translation>因子</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/edit_words.py"/>
        <source>jitter</source>
        <translation>抖动</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/edit_words.py"/>
        <source>attempts</source>
        <translation>尝试次数</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/edit_words.py"/>
        <source>cap</source>
        <translation>上限</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/edit_words.py"/>
        <source>name</source>
        <translation>名称</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/edit_words.py"/>
        <source>Start all</source>
        <translation>全部启动</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/edit_words.py"/>
        <source>tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/edit_words.py"/>
        <source>notes</source>
        <translation>备注</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/edit_words.py"/>
        <source>schedule</source>
        <translation>调度</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/edit_words.py"/>
        <source>period</source>
        <translation>周期</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/edit_words.py"/>
        <source>counting</source>
        <translation>起算点</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/edit_words.py"/>
        <source>first tick</source>
        <translation>首次执行</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/edit_words.py"/>
        <source>interval</source>
        <translation>间隔</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/edit_words.py"/>
        <source>time limit of waiting</source>
        <translation>等待时限</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/edit_words.py"/>
        <source>first check</source>
        <translation>首次检查</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/edit_words.py"/>
        <source>condition</source>
        <translation>条件</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/edit_words.py"/>
        <source>errors allowed</source>
        <translation>容许的错误</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/edit_words.py"/>
        <source>what happens at the cap</source>
        <translation>到达上限时的处理</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/edit_words.py"/>
        <source>action</source>
        <translation>动作</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/edit_words.py"/>
        <source>command</source>
        <translation>命令</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/edit_words.py"/>
        <source>folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/edit_words.py"/>
        <source>variables</source>
        <translation>变量</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/edit_words.py"/>
        <source>time limit</source>
        <translation>时限</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/edit_words.py"/>
        <source>time until it is killed</source>
        <translation>强制结束前的时间</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/edit_words.py"/>
        <source>exit codes</source>
        <translation>退出码</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/edit_words.py"/>
        <source>Python code</source>
        <translation>Python 代码</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/edit_words.py"/>
        <source>arguments</source>
        <translation>参数</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/edit_words.py"/>
        <source>interpreter</source>
        <translation>解释器</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/edit_words.py"/>
        <source>method</source>
        <translation>方法</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/edit_words.py"/>
        <source>address</source>
        <translation>地址</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/edit_words.py"/>
        <source>headers</source>
        <translation>标头</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/edit_words.py"/>
        <source>body</source>
        <translation>正文</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/edit_words.py"/>
        <source>statuses</source>
        <translation>状态码</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/edit_words.py"/>
        <source>redirects</source>
        <translation>重定向</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/edit_words.py"/>
        <source>limit of what is read</source>
        <translation>读取上限</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/edit_words.py"/>
        <source>title</source>
        <translation>标题</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/edit_words.py"/>
        <source>text</source>
        <translation>文本</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/edit_words.py"/>
        <source>duration</source>
        <translation>时长</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/edit_words.py"/>
        <source>retry</source>
        <translation>重试</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/edit_words.py"/>
        <source>order of the stop rules</source>
        <translation>停止规则的顺序</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/edit_words.py"/>
        <source>number of runs</source>
        <translation>执行次数</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/edit_words.py"/>
        <source>time after which it stops</source>
        <translation>停止前的时间</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/edit_words.py"/>
        <source>moment at which it stops</source>
        <translation>停止的时刻</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/edit_words.py"/>
        <source>number of successes</source>
        <translation>成功次数</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/edit_words.py"/>
        <source>number of failures</source>
        <translation>失败次数</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/edit_words.py"/>
        <source>number of failures in a row</source>
        <translation>连续失败次数</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/edit_words.py"/>
        <source>exit codes on which it stops</source>
        <translation>使其停止的退出码</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/edit_words.py"/>
        <source>output on which it stops</source>
        <translation>使其停止的输出</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/edit_words.py"/>
        <source>task whose end stops it</source>
        <translation>其结束会使它停止的任务</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/edit_words.py"/>
        <source>condition that stops it</source>
        <translation>使它停止的条件</translation>
    </message>
</context>
<context>
    <name>help</name>
    <message>
        <location filename="../../waitgui/views/help/concepts.py"/>
        <source>A tick takes 20 s</source>
        <translation>一次执行耗时 20 秒</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/help/concepts.py"/>
        <source>A tick takes 1 min 20 s</source>
        <translation>一次执行耗时 1 分 20 秒</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/help/concepts.py"/>
        <source>After it ends</source>
        <translation>从结束起算</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/help/concepts.py"/>
        <source>The period begins when a tick has ended. Between two ticks there is always a whole period of rest, so ticks that take long make the rhythm slower.</source>
        <translation>周期从一次执行结束时起算。两次执行之间总有一整个周期的间歇，所以耗时长的执行会放慢节奏。</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/help/concepts.py"/>
        <source>sliding = true</source>
        <translation>sliding = true</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/help/concepts.py"/>
        <source>Right for jobs that must not wear anything out: backups, clean-ups, syncs.</source>
        <translation>适合不应过度消耗资源的工作：备份、清理、同步。</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/help/concepts.py"/>
        <source>From its start</source>
        <translation>从开始起算</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/help/concepts.py"/>
        <source>The period begins when a tick begins. As long as ticks are shorter than the period they come in its rhythm. After one that took longer the next begins at once, and the rhythm goes on from there. Two ticks of a task never run at the same time.</source>
        <translation>周期从一次执行开始时起算。只要执行比周期短，就按周期的节奏进行。耗时更长的一次之后，下一次会立即开始，节奏从那里继续。同一任务的两次执行绝不会同时进行。</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/help/concepts.py"/>
        <source>sliding = false</source>
        <translation>sliding = false</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/help/concepts.py"/>
        <source>Right for measurements and checks that should come so and so often.</source>
        <translation>适合应按固定频率进行的测量和检查。</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/help/concepts.py"/>
        <source>On the grid</source>
        <translation>对齐网格</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/help/concepts.py"/>
        <source>Ticks begin on the beat, counted from the first one. After a tick that took longer than the period the next one waits for the next beat; beats that were missed are skipped, and listed as skipped.</source>
        <translation>执行落在节拍上，从第一次起算。一次执行超过周期之后，下一次会等到下一个节拍；错过的节拍会跳过，并列为已跳过。</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/help/concepts.py"/>
        <source>drift_free = true, with sliding = false</source>
        <translation>drift_free = true，且 sliding = false</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/help/concepts.py"/>
        <source>Right where others count on the beat. There is no jitter on a grid.</source>
        <translation>适合有其他程序依赖这一节拍的场合。网格上没有抖动。</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/help/concepts.py"/>
        <source>The timeline</source>
        <translation>时间线</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/help/concepts.py"/>
        <source>A lane for each task. Left of the line of now is what happened, right of it what is planned. A solid block is a tick that ran, a taller one failed, an open one is running. Hollow blocks are planned, small rings are checks. A pale band shows from when to when a planned tick may begin.</source>
        <translation>每个任务一条泳道。“现在”线左边是已发生的，右边是计划中的。实心块是已运行的一次执行，更高的块表示失败，开口的块正在运行。空心块是计划中的，小圆环是检查。浅色带表示计划中的执行可能从何时到何时开始。</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/help/concepts.py"/>
        <source>tick = one call of the function or the condition</source>
        <translation>tick（执行）= 调用一次函数或条件</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/help/concepts.py"/>
        <source>Drag to look back, Ctrl+wheel to zoom, End to come back to now</source>
        <translation>拖动可回看，Ctrl+滚轮可缩放，End 回到现在</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/help/concepts.py"/>
        <source>What can't be told apart at this zoom is drawn together, and the worst of it is shown: a failure never disappears. Click a tick to see why it came when it did, and what it printed.</source>
        <translation>在当前缩放下无法区分的内容会画在一起，并显示其中最严重的：失败绝不会消失。点击一次执行，可查看它为何在那时进行，以及输出了什么。</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/help/concepts.py"/>
        <source>Up to … later: jitter</source>
        <translation>最多推迟…：抖动</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/help/concepts.py"/>
        <source>Each wait is made longer by chance, by up to the given share, so that many machines with the same task don't all begin in the same second. Jitter only lengthens: a period of 1 min with 50 % lasts from 1 min to 1 min 30 s, 1 min 15 s on average.</source>
        <translation>每次等待都会随机延长，最多延长给定的比例，这样许多有相同任务的机器不会都在同一秒开始。抖动只会延长：1 分钟的周期加 50%，会持续 1 分钟至 1 分 30 秒，平均 1 分 15 秒。</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/help/concepts.py"/>
        <source>jitterFactor: each period is drawn from [p, p·(1 + jitter))</source>
        <translation>jitterFactor：每个周期取自 [p, p·(1 + jitter))</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/help/concepts.py"/>
        <source>Every minute, up to 20 % later</source>
        <translation>每分钟，最多推迟 20%</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/help/concepts.py"/>
        <source>Every minute, up to 100 % later</source>
        <translation>每分钟，最多推迟 100%</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/help/concepts.py"/>
        <source>The bands grow: what the waits before have added, each later tick has added too.</source>
        <translation>色带越来越宽：之前各次等待所增加的，也会累加到之后的每次执行上。</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/help/concepts.py"/>
        <source>Wait for a condition: poll</source>
        <translation>等待条件：轮询</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/help/concepts.py"/>
        <source>A condition is checked again and again: a port, a URL, a file, a command. Once it is met the action runs, once, and the run is over. If it isn't met in the time that there is, the run ends as failed.</source>
        <translation>反复检查一个条件：端口、URL、文件、命令。一旦满足，动作运行一次，这一轮就结束。如果在时限内没有满足，这一轮以失败结束。</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/help/concepts.py"/>
        <source>PollUntilContextTimeout; immediate = check once at the start</source>
        <translation>PollUntilContextTimeout；immediate = 启动时检查一次</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/help/concepts.py"/>
        <source>Checks every 5 s; the fourth one is met</source>
        <translation>每 5 秒检查；第四次满足</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/help/concepts.py"/>
        <source>Never met: it gives up after 1 min</source>
        <translation>从未满足：1 分钟后放弃</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/help/concepts.py"/>
        <source>No answer, a refused connection, an unknown host: not met. What can't be checked at all, such as a program that isn't there, is an error and ends the wait, unless some errors in a row are allowed.</source>
        <translation>没有应答、连接被拒绝、主机未知：未满足。完全无法检查的情况，例如程序不存在，属于错误，会结束等待，除非容许若干次连续的错误。</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/help/concepts.py"/>
        <source>Try until it works: back off</source>
        <translation>尝试直到成功：退避</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/help/concepts.py"/>
        <source>The action is tried until it succeeds. After each failure the wait is longer than before, here twice as long: what is overloaded gets time to recover. Jitter makes each wait a little longer by chance.</source>
        <translation>不断尝试动作，直到成功。每次失败后，等待比之前更久，这里是两倍：过载的一方由此得到恢复的时间。抖动使每次等待随机延长一点。</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/help/concepts.py"/>
        <source>ExponentialBackoff: duration, factor, jitter, steps</source>
        <translation>ExponentialBackoff：duration、factor、jitter、steps</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/help/concepts.py"/>
        <source>First wait 1 s, doubling, at most 8 attempts</source>
        <translation>首次等待 1 秒，之后每次加倍，最多尝试 8 次</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/help/concepts.py"/>
        <source>The same in time, if it never succeeds</source>
        <translation>同样的情形按时间显示，如果始终不成功</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/help/concepts.py"/>
        <source>“At most” counts attempts, not waits: with 1 there is no second try.</source>
        <translation>“最多”数的是尝试，不是等待：为 1 时不会有第二次尝试。</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/help/concepts.py"/>
        <source>The cap of a backoff</source>
        <translation>退避的上限</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/help/concepts.py"/>
        <source>The cap is the longest wait. What happens there is a choice. Give up: when the next wait would be longer than the cap, the attempts end early, however many are left. Keep trying: the wait stays at the cap, and it goes on until it works.</source>
        <translation>上限是最长的等待。到达上限后有两种选择。放弃：当下一次等待会超过上限时，尝试提前结束，不论还剩多少次。继续尝试：等待保持在上限，一直进行到成功。</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/help/concepts.py"/>
        <source>cap; ExponentialBackoff gives up, DelayFunc.Until keeps on</source>
        <translation>cap；ExponentialBackoff 会放弃，DelayFunc.Until 会继续</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/help/concepts.py"/>
        <source>Cap 15 s, give up: 4 attempts of 8</source>
        <translation>上限 15 秒，放弃：8 次中尝试 4 次</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/help/concepts.py"/>
        <source>Cap 15 s, keep trying</source>
        <translation>上限 15 秒，继续尝试</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/help/concepts.py"/>
        <source>Until when: stop rules</source>
        <translation>直到何时：停止规则</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/help/concepts.py"/>
        <source>A task runs until you stop it, or until one of its rules holds: after so many ticks, successes or failures, after a time, at a date, on an exit code, on a text in the output, when a condition is met, or when another task ends. The first rule that holds ends the run and is its reason.</source>
        <translation>任务一直运行，直到你停止它，或直到它的某条规则成立：执行、成功或失败若干次后，一段时间后，在某个日期，出现某个退出码，输出中有某段文本，某个条件满足，或另一个任务结束。第一条成立的规则会结束这一轮，并成为其原因。</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/help/concepts.py"/>
        <source>the stop channel, the context’s end</source>
        <translation>停止通道，上下文的结束</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/help/concepts.py"/>
        <source>Stops after 4 ticks</source>
        <translation>执行 4 次后停止</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/help/concepts.py"/>
        <source>Stops after 3 min</source>
        <translation>3 分钟后停止</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/help/concepts.py"/>
        <source>A rule never cuts off a tick under way: the run ends with it. Only Stop, quitting and a tick’s own time limit do.</source>
        <translation>规则绝不会中断正在进行的执行：这一轮会随它一起结束。只有“停止”、退出和执行自身的时限才会中断它。</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/help/pictures.py"/>
        <source>Heartbeat</source>
        <translation>心跳</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/help/pictures.py"/>
        <source>Sync photos</source>
        <translation>同步照片</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/help/pictures.py"/>
        <source>Check website</source>
        <translation>检查网站</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/help/pictures.py"/>
        <source>Reconnect VPN</source>
        <translation>重连 VPN</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/help/pictures.py"/>
        <source>Wait for the disk</source>
        <translation>等待磁盘</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/help/shortcuts.py"/>
        <source>On the timeline</source>
        <translation>在时间线上</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/help/shortcuts.py"/>
        <source>Mouse on the timeline</source>
        <translation>时间线上的鼠标操作</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/help/shortcuts.py"/>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
</context>
<context>
    <name>range</name>
    <message>
        <location filename="../../waitgui/views/range_words.py"/>
        <source>{begin} to {end}, {length}, {whose}</source>
        <translation>{begin} 至 {end}，{length}，{whose}</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/range_words.py"/>
        <source>all tasks</source>
        <translation>所有任务</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/range_words.py"/>
        <source>Duration</source>
        <translation>时长</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/range_words.py"/>
        <source>Lateness</source>
        <translation>延迟</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/range_words.py"/>
        <source>Busy, total</source>
        <translation>忙碌总计</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/range_words.py"/>
        <source>No tick began in this time.</source>
        <translation>这段时间内没有执行开始。</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/range_words.py"/>
        <source>{ticks}.</source>
        <translation>{ticks}。</translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/views/range_words.py"/>
        <source>%n tick(s)</source>
        <translation><numerusform>%n 次执行</numerusform></translation>
    </message>
    <message>
        <location filename="../../waitgui/views/range_words.py"/>
        <source> {failed} ({percent})</source>
        <translation>{failed}（{percent}）</translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/views/range_words.py"/>
        <source>%n failed</source>
        <translation><numerusform>%n 次失败</numerusform></translation>
    </message>
    <message>
        <location filename="../../waitgui/views/range_words.py"/>
        <source>, from {time}</source>
        <translation>，自 {time} 起</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/range_words.py"/>
        <source>, mostly in {task} from {time}</source>
        <translation>，多在 {task}，自 {time} 起</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/range_words.py"/>
        <source>, mostly in {task} and {other} from {time}</source>
        <translation>，多在 {task} 和 {other}，自 {time} 起</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/range_words.py"/>
        <source> None failed.</source>
        <translation>没有失败。</translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/views/range_words.py"/>
        <source> Skipped: %n.</source>
        <translation><numerusform>跳过：%n。</numerusform></translation>
    </message>
</context>
<context>
    <name>said</name>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>{file}:{line}: warning: task {name} {place}: {problem}</source>
        <translation>{file}:{line}: 警告：任务 {name} {place}：{problem}</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>{file}:{line}: warning: task {name}: {problem}</source>
        <translation>{file}:{line}: 警告：任务 {name}：{problem}</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>{file}:{line}: warning: {place}: {problem}</source>
        <translation>{file}:{line}: 警告：{place}：{problem}</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>{file}:{line}: warning: {problem}</source>
        <translation>{file}:{line}: 警告：{problem}</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>{file}:{line}: task {name} {place}: {problem}</source>
        <translation>{file}:{line}: 任务 {name} {place}：{problem}</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>{file}:{line}: task {name}: {problem}</source>
        <translation>{file}:{line}: 任务 {name}：{problem}</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>{file}:{line}: {place}: {problem}</source>
        <translation>{file}:{line}: {place}：{problem}</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>{file}:{line}: {problem}</source>
        <translation>{file}:{line}: {problem}</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>{file}: task {name} {place}: {problem}</source>
        <translation>{file}: 任务 {name} {place}：{problem}</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>{file}: can't be read: {reason}</source>
        <translation>{file}: 无法读取：{reason}</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>{path}: {reason}</source>
        <translation>{path}: {reason}</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>{problem} (got {got})</source>
        <translation>{problem}（得到 {got}）</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>{problem} (line {line})</source>
        <translation>{problem}（第 {line} 行）</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>{problem} (there is "{near}")</source>
        <translation>{problem}（有 "{near}"）</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>is missing</source>
        <translation>缺失</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>must be text</source>
        <translation>必须是文本</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>must be true or false</source>
        <translation>必须是 true 或 false</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>must be a whole number</source>
        <translation>必须是整数</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>must be a number</source>
        <translation>必须是数字</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>must be a finite number</source>
        <translation>必须是有限的数</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>must be a table</source>
        <translation>必须是表</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>must be a list</source>
        <translation>必须是列表</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>must be at least {least}</source>
        <translation>必须至少为 {least}</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>must be at most {most}</source>
        <translation>最多为 {most}</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>has more than {count} entries</source>
        <translation>超过 {count} 项</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>must be a-z, 0-9 and -, at most 64, not starting with -</source>
        <translation>必须由 a-z、0-9 和 - 组成，最多 64 个字符，不以 - 开头</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>must be one of {words}</source>
        <translation>必须是以下之一：{words}</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>must be finite</source>
        <translation>必须是有限的</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>must be a duration, as in "10s"</source>
        <translation>必须是时长，例如 "10s"</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>must not be negative</source>
        <translation>不能为负</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>must not be longer than 10 years</source>
        <translation>不能超过 10 年</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>must be 0 or at least 1ms</source>
        <translation>必须是 0 或至少 1ms</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>must be longer than 0</source>
        <translation>必须大于 0</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>must not contain NUL</source>
        <translation>不能包含 NUL</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>must not be empty</source>
        <translation>不能为空</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>must be a date and a time, as in 2027-01-01T08:00:00</source>
        <translation>必须是日期和时间，例如 2027-01-01T08:00:00</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>is outside the range of the calendar</source>
        <translation>超出了日历的范围</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>needs a time too, as in 2027-01-01T08:00:00</source>
        <translation>还需要时间，例如 2027-01-01T08:00:00</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>must be a size, as in "10KiB"</source>
        <translation>必须是大小，例如 "10KiB"</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>must be a number of bytes, or a size as in "10KiB"</source>
        <translation>必须是字节数，或大小，例如 "10KiB"</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>is too large</source>
        <translation>太大</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>must be statuses, as in "200-299" or "200, 404"</source>
        <translation>必须是状态码，例如 "200-299" 或 "200, 404"</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>must be statuses, as in "200-299" or [200, 404]</source>
        <translation>必须是状态码，例如 "200-299" 或 [200, 404]</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>must be statuses between 100 and 999</source>
        <translation>必须是 100 到 999 之间的状态码</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>must not contain spaces or control characters</source>
        <translation>不能包含空格或控制字符</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>isn't a URL: {reason}</source>
        <translation>不是 URL：{reason}</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>must begin with http:// or https://</source>
        <translation>必须以 http:// 或 https:// 开头</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>names no host</source>
        <translation>没有指明主机</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>must be a method of HTTP, as in "GET"</source>
        <translation>必须是 HTTP 方法，例如 "GET"</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>"{word}" can't be the name of a header</source>
        <translation>"{word}" 不能作为标头的名称</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>the header "{word}" must be of one line</source>
        <translation>标头 "{word}" 必须只有一行</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>needs sliding = false, a grid doesn't count from the end of a tick</source>
        <translation>需要 sliding = false，网格不从执行结束时起算</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>needs jitter = 0, nothing on a grid is late on purpose</source>
        <translation>需要 jitter = 0，网格上不会有意推迟</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>needs a period longer than 0</source>
        <translation>需要大于 0 的周期</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>"{word}" is the id of task {number} too</source>
        <translation>"{word}" 也是任务 {number} 的 id</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>is the task itself</source>
        <translation>是任务自身</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>no task has the id "{word}"</source>
        <translation>没有任务使用 id "{word}"</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>"{word}" can't be the name of a variable</source>
        <translation>"{word}" 不能作为变量的名称</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>or shell is needed</source>
        <translation>或 shell 必须有一个</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>and shell exclude each other</source>
        <translation>和 shell 互相排斥</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>must name a program</source>
        <translation>必须指明程序</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>or module or code is needed</source>
        <translation>或 module 或 code 必须有一个</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>and {word} exclude each other</source>
        <translation>和 {word} 互相排斥</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>needs at least one condition</source>
        <translation>至少需要一个条件</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>is longer than {count} characters</source>
        <translation>超过 {count} 个字符</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>repeats too much: its counts multiply</source>
        <translation>重复太多：重复次数会相乘</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>isn't a regular expression: {reason}</source>
        <translation>不是正则表达式：{reason}</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>is nested too deeply</source>
        <translation>嵌套太深</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>goes in a circle: {words}</source>
        <translation>形成了循环：{words}</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>isn't known, did you mean {word}?</source>
        <translation>未知，是否想写 {word}？</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>isn't known</source>
        <translation>未知</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>a table</source>
        <translation>一个表</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>a list</source>
        <translation>一个列表</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>an empty list</source>
        <translation>一个空列表</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>format {number} is newer than this program knows (it knows format {known})</source>
        <translation>格式 {number} 比本程序所知的更新（本程序只知道格式 {known}）</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>a duration is needed, as in 10s</source>
        <translation>需要时长，例如 10s</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>“{word}” isn't a duration. Write a number and a unit, as in 10s.</source>
        <translation>“{word}”不是时长。请写数字和单位，例如 10s。</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>“{word}” has no unit. Use ms, s, m or h, as in 10s.</source>
        <translation>“{word}”没有单位。请使用 ms、s、m 或 h，例如 10s。</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>“{word}” isn't a unit. Use ms, s, m or h, as in 10s.</source>
        <translation>“{word}”不是单位。请使用 ms、s、m 或 h，例如 10s。</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>must be {words}</source>
        <translation>必须是 {words}</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>isn't UTF-8 at byte {number}</source>
        <translation>第 {number} 个字节处不是 UTF-8</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>a key has too many parts</source>
        <translation>一个键的层级太多</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>a number has too many digits</source>
        <translation>一个数字的位数太多</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>is nested deeper than {number}</source>
        <translation>嵌套超过 {number} 层</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>isn't TOML: {reason}</source>
        <translation>不是 TOML：{reason}</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>{problem} (column {number})</source>
        <translation>{problem}（第 {number} 列）</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>stands in line {line} already</source>
        <translation>已出现在第 {line} 行</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>has regular expressions that are too large, taken together</source>
        <translation>正则表达式合起来太大</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>is longer than 64 KiB</source>
        <translation>超过 64 KiB</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>must fit into 64 bits</source>
        <translation>必须在 64 位以内</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>is larger than {size} MiB</source>
        <translation>大于 {size} MiB</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>would be larger than {size} MiB</source>
        <translation>将会大于 {size} MiB</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>is {kind}, not a regular file</source>
        <translation>是{kind}，不是普通文件</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>a folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>a pipe</source>
        <translation>管道</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>a socket</source>
        <translation>套接字</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>a device</source>
        <translation>设备</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>something else</source>
        <translation>别的东西</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>isn't a regular file</source>
        <translation>不是普通文件</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>{file} was changed since it was opened</source>
        <translation>{file} 自打开以来已被修改</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>belongs to user {word}</source>
        <translation>属于用户 {word}</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>can be written by everybody</source>
        <translation>任何人都可写入</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>can be written by others (it has an access list)</source>
        <translation>他人可写入（有访问控制列表）</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>can be written by the group {word}</source>
        <translation>组 {word} 可写入</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>stands in {folder}, which {reason}</source>
        <translation>位于 {folder}，而它{reason}</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>stands where it can't be told who may write ({reason})</source>
        <translation>所在位置无法判断谁可写入（{reason}）</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>it {reason}</source>
        <translation>它{reason}</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>it is damaged</source>
        <translation>已损坏</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>Changes that weren't saved can't be read ({reason}); {place} can't be put aside ({why}).</source>
        <translation>无法读取未保存的更改（{reason}）；{place} 无法移到一旁（{why}）。</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>Changes that weren't saved can't be read ({reason}). They are in {place} now.</source>
        <translation>无法读取未保存的更改（{reason}）。它们现在位于 {place}。</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>The settings in {file} can't be read: {reason}.</source>
        <translation>无法读取 {file} 中的设置：{reason}。</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>The settings in {file} can't be used ({reason}) nor put aside ({why}).</source>
        <translation>无法使用 {file} 中的设置（{reason}），也无法移到一旁（{why}）。</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>The settings in {file} couldn't be used ({reason}). They are in {place} now.</source>
        <translation>无法使用 {file} 中的设置（{reason}）。它们现在位于 {place}。</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>{file} can't be read, so no task set is trusted: {reason}.</source>
        <translation>无法读取 {file}，因此没有任务集受信任：{reason}。</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>{file} can't be used ({reason}) nor put aside ({why}), so no task set is trusted.</source>
        <translation>无法使用 {file}（{reason}），也无法移到一旁（{why}），因此没有任务集受信任。</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>{file} couldn't be used ({reason}), so no task set is trusted. It is in {place} now.</source>
        <translation>无法使用 {file}（{reason}），因此没有任务集受信任。它现在位于 {place}。</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>the program stands in a folder whose name can't be written into such a file</source>
        <translation>程序所在文件夹的名称无法写入这样的文件</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>the disk is full</source>
        <translation>磁盘已满</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>it can't be written</source>
        <translation>无法写入</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>another program holds it locked</source>
        <translation>被另一个程序锁定</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>it can't be opened</source>
        <translation>无法打开</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>access is denied</source>
        <translation>访问被拒绝</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>the disk doesn't do what it should</source>
        <translation>磁盘工作不正常</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>there is no memory left</source>
        <translation>内存不足</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>a newer version of waitgui wrote it; this one doesn't touch it</source>
        <translation>由更新版本的 waitgui 写成；本版本不会改动它</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>it isn't a regular file</source>
        <translation>不是普通文件</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>it isn't a history</source>
        <translation>不是历史</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>it is another program's database</source>
        <translation>是其他程序的数据库</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>its end is missing</source>
        <translation>末尾缺失</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>it was interrupted</source>
        <translation>已中断</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>it is broken and can't be put aside ({reason})</source>
        <translation>已损坏，而且无法移到一旁（{reason}）</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>{reason}; until that changes, only the latest ticks are kept, in memory</source>
        <translation>{reason}；在此期间只在内存中保留最近的执行</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>works again</source>
        <translation>已恢复正常</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>works again; {count} ticks are lost</source>
        <translation>已恢复正常；丢失了 {count} 次执行</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>it was broken; a new one is begun, the old one is {place}</source>
        <translation>已损坏；已另建新的，旧的是 {place}</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>history {file}: {reason}</source>
        <translation>历史 {file}：{reason}</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>waitgui is open already, but can't be reached</source>
        <translation>waitgui 已经打开，但无法与它通信</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>{file}: it isn't this user's alone</source>
        <translation>{file}：不是此用户独有的</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>it isn't this user's alone</source>
        <translation>不是此用户独有的</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>{file} belongs to user {word}: nothing was handed over</source>
        <translation>{file} 属于用户 {word}：没有移交任何内容</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>waitgui is open already (process {number}), but doesn't answer; wait for it, or end that process</source>
        <translation>waitgui 已经打开（进程 {number}），但没有应答；请等待，或结束该进程</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>waitgui is open already, but doesn't answer; wait for it, or end that process</source>
        <translation>waitgui 已经打开，但没有应答；请等待，或结束该进程</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>waitgui is open already, and takes nothing: {reason}</source>
        <translation>waitgui 已经打开，但不接受任何内容：{reason}</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>waitgui is open already, and answers nonsense</source>
        <translation>waitgui 已经打开，但应答无法理解</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>{number} files are too many to hand over</source>
        <translation>{number} 个文件太多，无法移交</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>the other waitgui is of another version; quit it first</source>
        <translation>另一个 waitgui 版本不同；请先退出它</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>the files must be absolute paths</source>
        <translation>文件必须是绝对路径</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>it isn't understood</source>
        <translation>无法理解</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>there is a character in it that no name has</source>
        <translation>其中有名称不能包含的字符</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>no reason is given</source>
        <translation>没有给出原因</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>the computer was asleep</source>
        <translation>计算机处于休眠</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>the program was stopped</source>
        <translation>程序被停住</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>the tick before was still running</source>
        <translation>上一次执行仍在运行</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>{why}, and at {count} points before</source>
        <translation>{why}，以及之前的 {count} 个点</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>the engine was late by more than a period</source>
        <translation>引擎迟了一个周期以上</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>the task was paused</source>
        <translation>任务已暂停</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>a tick is under way</source>
        <translation>有一次执行正在进行</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>it is running already</source>
        <translation>它已在运行</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>out of resources: {reason}</source>
        <translation>资源不足：{reason}</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>no more threads</source>
        <translation>没有更多线程</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>no memory is left</source>
        <translation>没有剩余内存</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>no thread can be started</source>
        <translation>无法启动线程</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>ended with exit code {number}</source>
        <translation>以退出码 {number} 结束</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>had not ended after {time}</source>
        <translation>{time}后仍未结束</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>killed by {word}</source>
        <translation>被 {word} 终止</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>signal {number}</source>
        <translation>信号 {number}</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>{number} of its processes can't be killed</source>
        <translation>其中 {number} 个进程无法终止</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>what must not be is met</source>
        <translation>不应满足的已满足</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>no host can have this name</source>
        <translation>没有主机能用这个名称</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>{problem}: did you mean {word}?</source>
        <translation>{problem}：是否想写 {word}？</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>{word} can't be a path: {reason}</source>
        <translation>{word} 不能作为路径：{reason}</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>{word} can't be looked for: {reason}</source>
        <translation>无法查找 {word}：{reason}</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>the folder that waitgui runs in is gone: {reason}</source>
        <translation>waitgui 运行所在的文件夹不见了：{reason}</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>the folder {word} isn't a folder</source>
        <translation>{word} 不是文件夹</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>the folder {word} doesn't exist</source>
        <translation>文件夹 {word} 不存在</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>the folder {word} can't be entered</source>
        <translation>无法进入文件夹 {word}</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>the folder {word} can't be found: {reason}</source>
        <translation>找不到文件夹 {word}：{reason}</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>the folder {word} can't be used: {reason}</source>
        <translation>无法使用文件夹 {word}：{reason}</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>the folder {word} has no __main__.py</source>
        <translation>文件夹 {word} 中没有 __main__.py</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>{word} is in {folder}, but may not be executed</source>
        <translation>{word} 位于 {folder}，但不可执行</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>{word} isn't on the PATH that its variables set</source>
        <translation>{word} 不在其变量所设的 PATH 中</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>{word} isn't on the PATH</source>
        <translation>{word} 不在 PATH 中</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>only a shell reads ~</source>
        <translation>只有 shell 才解释 ~</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>{word} is a folder</source>
        <translation>{word} 是文件夹</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>{word} may not be executed</source>
        <translation>{word} 不可执行</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>{word} isn't a file</source>
        <translation>{word} 不是文件</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>the script {word} can't be read</source>
        <translation>无法读取脚本 {word}</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>the script {word} doesn't exist</source>
        <translation>脚本 {word} 不存在</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>{word} doesn't exist</source>
        <translation>{word} 不存在</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>{word} can't be looked at: {reason}</source>
        <translation>无法查看 {word}：{reason}</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>it is there</source>
        <translation>它存在</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>it isn't there</source>
        <translation>它不存在</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>it wasn't changed within {time}</source>
        <translation>{time}内没有修改</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>it has {number} bytes</source>
        <translation>有 {number} 字节</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>answered {word}</source>
        <translation>应答 {word}</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>no answer after {time}</source>
        <translation>{time}后没有应答</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>the answer doesn't contain the text</source>
        <translation>响应不包含该文本</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>the answer isn't JSON</source>
        <translation>响应不是 JSON</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>the answer has no {word}</source>
        <translation>响应中没有 {word}</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>the answer is {value}</source>
        <translation>响应是 {value}</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>{word} is {value}</source>
        <translation>{word} 是 {value}</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>the answer can't be decompressed: {reason}</source>
        <translation>无法解压响应：{reason}</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>the answer ends in the middle of its compressed body</source>
        <translation>响应在压缩正文的中间结束</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>this can't be sent: {reason}</source>
        <translation>无法发送：{reason}</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>the answer breaks the rules of HTTP: {reason}</source>
        <translation>响应违反 HTTP 规则：{reason}</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>more than {number} redirects</source>
        <translation>重定向超过 {number} 次</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>the host {word} isn't found: {reason}</source>
        <translation>找不到主机 {word}：{reason}</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>the address {word} is link-local, which is refused</source>
        <translation>地址 {word} 是链路本地地址，已拒绝</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>the answer is longer than {size}</source>
        <translation>响应长于 {size}</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>the connection was closed without an answer</source>
        <translation>连接在应答之前被关闭</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>the connection was closed amid the head of an answer</source>
        <translation>连接在应答的头部中途被关闭</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>redirects to {word}, which isn't a URL</source>
        <translation>重定向到 {word}，那不是 URL</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>redirects to {word}, which isn't http:// or https://</source>
        <translation>重定向到 {word}，那不是 http:// 或 https://</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>the login shell {word}: {reason}</source>
        <translation>登录 shell {word}：{reason}</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>the login shell {word} printed no environment, or too long a one</source>
        <translation>登录 shell {word} 没有输出环境，或输出太长</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>notifications aren't known on this system</source>
        <translation>此系统不支持通知</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>no notification service answered after {time}</source>
        <translation>{time}后没有通知服务应答</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>no session bus is running: {reason}</source>
        <translation>没有会话总线在运行：{reason}</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>no notification service is running</source>
        <translation>没有通知服务在运行</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>the notification service declined: {reason}</source>
        <translation>通知服务拒绝了：{reason}</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>the session bus hung up: {reason}</source>
        <translation>会话总线断开了连接：{reason}</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>its message can't be read</source>
        <translation>无法读取其消息</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>program not found: {word}</source>
        <translation>找不到程序：{word}</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>the interpreter that its first line names isn't there</source>
        <translation>其首行指定的解释器不存在</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>{word} can't be started: {reason}</source>
        <translation>无法启动 {word}：{reason}</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>the interpreter must be Python 3.11 or later</source>
        <translation>解释器必须是 Python 3.11 或更高版本</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>it takes connections</source>
        <translation>它接受连接</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>the certificate can't be trusted: {reason}</source>
        <translation>无法信任证书：{reason}</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>no encryption can be agreed on: {reason}</source>
        <translation>无法协商加密：{reason}</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>the certificates of {file} can't be read</source>
        <translation>无法读取 {file} 的证书</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>{number} calls hang that can't be interrupted</source>
        <translation>{number} 个无法中断的调用卡住了</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>the picture is too large</source>
        <translation>图片太大</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>No such file or directory</source>
        <translation>没有那个文件或目录</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>Permission denied</source>
        <translation>权限不够</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>Operation not permitted</source>
        <translation>不允许的操作</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>Is a directory</source>
        <translation>是一个目录</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>Not a directory</source>
        <translation>不是目录</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>File exists</source>
        <translation>文件已存在</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>File name too long</source>
        <translation>文件名过长</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>Too many levels of symbolic links</source>
        <translation>符号链接的层数过多</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>No space left on device</source>
        <translation>设备上没有空间</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>Disk quota exceeded</source>
        <translation>超出磁盘配额</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>Read-only file system</source>
        <translation>只读文件系统</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>Input/output error</source>
        <translation>输入/输出错误</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>Too many open files</source>
        <translation>打开的文件过多</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>Too many open files in system</source>
        <translation>系统中打开的文件过多</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>Resource temporarily unavailable</source>
        <translation>资源暂时不可用</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>Cannot allocate memory</source>
        <translation>无法分配内存</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>Exec format error</source>
        <translation>可执行文件格式错误</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>Argument list too long</source>
        <translation>参数列表过长</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>Text file busy</source>
        <translation>文本文件忙</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>Connection refused</source>
        <translation>连接被拒绝</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>Connection reset by peer</source>
        <translation>连接被对方重置</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>Connection timed out</source>
        <translation>连接超时</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>Broken pipe</source>
        <translation>管道已断开</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>Network is unreachable</source>
        <translation>网络不可达</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>No route to host</source>
        <translation>没有到主机的路由</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>Address family not supported by protocol</source>
        <translation>协议不支持的地址族</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>Name or service not known</source>
        <translation>未知的名称或服务</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>Temporary failure in name resolution</source>
        <translation>域名解析暂时失败</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/said.py"/>
        <source>No address associated with hostname</source>
        <translation>主机名没有关联的地址</translation>
    </message>
</context>
<context>
    <name>templates</name>
    <message>
        <location filename="../../resources/templates.toml"/>
        <source>Keep a command running</source>
        <translation>让命令保持运行</translation>
    </message>
    <message>
        <location filename="../../resources/templates.toml"/>
        <source>starts it again when it ends</source>
        <translation>结束后重新启动</translation>
    </message>
    <message>
        <location filename="../../resources/templates.toml"/>
        <source>Wait for a port, then run</source>
        <translation>等待端口，然后运行</translation>
    </message>
    <message>
        <location filename="../../resources/templates.toml"/>
        <source>checks until the port answers</source>
        <translation>检查直到端口有应答</translation>
    </message>
    <message>
        <location filename="../../resources/templates.toml"/>
        <source>Check a URL</source>
        <translation>检查 URL</translation>
    </message>
    <message>
        <location filename="../../resources/templates.toml"/>
        <source>tells you after 3 failures</source>
        <translation>失败 3 次后告知</translation>
    </message>
    <message>
        <location filename="../../resources/templates.toml"/>
        <source>Retry until it works</source>
        <translation>重试直到成功</translation>
    </message>
    <message>
        <location filename="../../resources/templates.toml"/>
        <source>waits longer each time</source>
        <translation>每次等待更久</translation>
    </message>
    <message>
        <location filename="../../resources/templates.toml"/>
        <source>Heartbeat</source>
        <translation>心跳</translation>
    </message>
    <message>
        <location filename="../../resources/templates.toml"/>
        <source>on the grid, never drifting</source>
        <translation>对齐网格，绝不漂移</translation>
    </message>
    <message>
        <location filename="../../resources/templates.toml"/>
        <source>Clean up a folder</source>
        <translation>清理文件夹</translation>
    </message>
    <message>
        <location filename="../../resources/templates.toml"/>
        <source>removes files older than a week</source>
        <translation>删除超过一周的文件</translation>
    </message>
</context>
<context>
    <name>timeline</name>
    <message>
        <location filename="../../waitgui/views/timeline/axis_bar.py"/>
        <source>Reading older history…</source>
        <translation>正在读取更早的历史…</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/timeline/gutter_head.py"/>
        <source>Group, sort and height of the lanes</source>
        <translation>泳道的分组、排序和高度</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/timeline/gutter_head.py"/>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/timeline/gutter_head.py"/>
        <source>Next</source>
        <translation>下一次</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/timeline/gutter_head.py"/>
        <source>Task</source>
        <translation>任务</translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/views/timeline/hover.py"/>
        <source>%n tick(s)</source>
        <translation><numerusform>%n 次执行</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/views/timeline/hover.py"/>
        <source>%n task(s)</source>
        <translation><numerusform>%n 个任务</numerusform></translation>
    </message>
    <message>
        <location filename="../../waitgui/views/timeline/hover.py"/>
        <source>{ticks} in {tasks}</source>
        <translation>{tasks}共 {ticks}</translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/views/timeline/hover.py"/>
        <source>%n failed</source>
        <translation><numerusform>%n 次失败</numerusform></translation>
    </message>
    <message>
        <location filename="../../waitgui/views/timeline/hover.py"/>
        <source>{ticks}, {failed}</source>
        <translation>{ticks}，{failed}</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/timeline/hover.py"/>
        <source>{begin} to {end}.</source>
        <translation>{begin} 至 {end}。</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/timeline/hover.py"/>
        <source>Click to zoom in</source>
        <translation>点击可放大</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/timeline/hover.py"/>
        <source>Running for {time}</source>
        <translation>已运行 {time}</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/timeline/hover.py"/>
        <source>{outcome} after {time}</source>
        <translation>{time}后{outcome}</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/timeline/keys.py"/>
        <source>Drag</source>
        <translation>拖动</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/timeline/keys.py"/>
        <source>Pan in time</source>
        <translation>沿时间平移</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/timeline/keys.py"/>
        <source>Wheel</source>
        <translation>滚轮</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/timeline/keys.py"/>
        <source>Scroll the lanes</source>
        <translation>滚动泳道</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/timeline/keys.py"/>
        <source>Ctrl+Wheel</source>
        <translation>Ctrl+滚轮</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/timeline/keys.py"/>
        <source>Zoom at the pointer</source>
        <translation>以指针为中心缩放</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/timeline/keys.py"/>
        <source>Shift+Wheel</source>
        <translation>Shift+滚轮</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/timeline/keys.py"/>
        <source>Ctrl+Wheel on the names</source>
        <translation>在名称上 Ctrl+滚轮</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/timeline/keys.py"/>
        <source>Lanes higher or lower</source>
        <translation>增减泳道高度</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/timeline/keys.py"/>
        <source>Shift+Drag</source>
        <translation>Shift+拖动</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/timeline/keys.py"/>
        <source>Select a range</source>
        <translation>选择范围</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/timeline/keys.py"/>
        <source>Drag on the axis</source>
        <translation>在时间轴上拖动</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/timeline/keys.py"/>
        <source>Zoom to a range</source>
        <translation>缩放到范围</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/timeline/keys.py"/>
        <source>Double click</source>
        <translation>双击</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/timeline/keys.py"/>
        <source>Fit the task</source>
        <translation>适应任务</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/timeline/keys.py"/>
        <source>Drag a name</source>
        <translation>拖动名称</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/timeline/keys.py"/>
        <source>Put the task in another place</source>
        <translation>把任务移到别处</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/timeline/keys.py"/>
        <source>Ctrl+Click on a name</source>
        <translation>Ctrl+点击名称</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/timeline/keys.py"/>
        <source>Select this task too</source>
        <translation>同时选择此任务</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/timeline/keys.py"/>
        <source>Shift+Click on a name</source>
        <translation>Shift+点击名称</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/timeline/keys.py"/>
        <source>Select all tasks up to it</source>
        <translation>选择到此为止的所有任务</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/timeline/keys.py"/>
        <source>Zoom in</source>
        <translation>放大</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/timeline/keys.py"/>
        <source>Zoom out</source>
        <translation>缩小</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/timeline/keys.py"/>
        <source>Reset zoom</source>
        <translation>重置缩放</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/timeline/keys.py"/>
        <source>Jump to the start</source>
        <translation>跳到开头</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/timeline/keys.py"/>
        <source>Jump to now</source>
        <translation>跳到现在</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/timeline/keys.py"/>
        <source>Lane above</source>
        <translation>上一条泳道</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/timeline/keys.py"/>
        <source>Lane below</source>
        <translation>下一条泳道</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/timeline/keys.py"/>
        <source>Previous tick; collapses a group</source>
        <translation>上一次执行；折叠分组</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/timeline/keys.py"/>
        <source>Next tick; expands a group</source>
        <translation>下一次执行；展开分组</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/timeline/keys.py"/>
        <source>A page of lanes up</source>
        <translation>向上一页泳道</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/timeline/keys.py"/>
        <source>A page of lanes down</source>
        <translation>向下一页泳道</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/timeline/keys.py"/>
        <source>Fit the selection</source>
        <translation>适应所选内容</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/timeline/keys.py"/>
        <source>Show all</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/timeline/keys.py"/>
        <source>Next failure</source>
        <translation>下一次失败</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/timeline/keys.py"/>
        <source>Previous failure</source>
        <translation>上一次失败</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/timeline/keys.py"/>
        <source>Select the visible range</source>
        <translation>选择可见范围</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/timeline/keys.py"/>
        <source>Select the lane above too</source>
        <translation>同时选择上一条泳道</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/timeline/keys.py"/>
        <source>Select the lane below too</source>
        <translation>同时选择下一条泳道</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/timeline/keys.py"/>
        <source>Give up drawing, or clear the range</source>
        <translation>放弃绘制，或清除范围</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/timeline/keys.py"/>
        <source>Edit the task; open or close a group</source>
        <translation>编辑任务；展开或折叠分组</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/timeline/lane_layout.py"/>
        <source>Group {name}, {tasks}, {state}.</source>
        <translation>分组 {name}，{tasks}，{state}。</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/timeline/lane_layout.py"/>
        <source>collapsed</source>
        <translation>已折叠</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/timeline/lane_layout.py"/>
        <source>expanded</source>
        <translation>已展开</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/timeline/marks.py"/>
        <source>Suspended {time}</source>
        <translation>休眠 {time}</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/timeline/marks.py"/>
        <source>Stood still {time}</source>
        <translation>停顿 {time}</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/timeline/marks.py"/>
        <source>waitgui wasn't running {time}</source>
        <translation>waitgui 未运行 {time}</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/timeline/marks.py"/>
        <source>Clock set {time}</source>
        <translation>时钟调整 {time}</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/timeline/marks.py"/>
        <source>Paused since {time}</source>
        <translation>已暂停，自 {time}</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/timeline/marks.py"/>
        <source>Paused for {time}</source>
        <translation>已暂停 {time}</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/timeline/marks.py"/>
        <source>Run {number} started</source>
        <translation>第 {number} 轮启动</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/timeline/marks.py"/>
        <source>Run {number} ended: {reason}</source>
        <translation>第 {number} 轮结束：{reason}</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/timeline/minimap.py"/>
        <source>{span}, {ticks}</source>
        <translation>{span}，{ticks}</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/timeline/minimap.py"/>
        <source>{span}, {ticks}, {failed} failed</source>
        <translation>{span}，{ticks}，{failed} 次失败</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/timeline/minimap.py"/>
        <source>Drag the frame to look elsewhere, its edges to zoom. A click looks there.</source>
        <translation>拖动方框可查看别处，拖动边缘可缩放。点击可看那里。</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/timeline/paint_range.py"/>
        <source>Drag to zoom to a span of time. Shift+drag selects a range. Double-click shows all.</source>
        <translation>拖动可缩放到一段时间。Shift+拖动选择范围。双击显示全部。</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/timeline/words.py"/>
        <source>running {time}</source>
        <translation>运行 {time}</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/timeline/words.py"/>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/timeline/words.py"/>
        <source>done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/timeline/words.py"/>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/timeline/words.py"/>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/timeline/words.py"/>
        <source>{day} {month}</source>
        <translation>{month}{day}日</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/timeline/words.py"/>
        <source>in {time}</source>
        <translation>{time}后</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/timeline/words.py"/>
        <source>time is up</source>
        <translation>时间已到</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/timeline/words.py"/>
        <source>quit</source>
        <translation>已退出</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/timeline/words.py"/>
        <source>lost</source>
        <translation>已丢失</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/timeline/words.py"/>
        <source>broken</source>
        <translation>内部故障</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/timeline/words.py"/>
        <source>timed out</source>
        <translation>超时</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/timeline/words.py"/>
        <source>gave up</source>
        <translation>已放弃</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/timeline/words.py"/>
        <source>too many failures</source>
        <translation>失败过多</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/timeline/words.py"/>
        <source>can't be checked</source>
        <translation>无法检查</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/timeline/words.py"/>
        <source>with another task</source>
        <translation>随另一个任务</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/timeline/words.py"/>
        <source>No tag</source>
        <translation>无标签</translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/views/timeline/words.py"/>
        <source>{count} task(s)</source>
        <translation><numerusform>{count} 个任务</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/views/timeline/words.py"/>
        <source>{count} group(s)</source>
        <translation><numerusform>{count} 个分组</numerusform></translation>
    </message>
    <message>
        <location filename="../../waitgui/views/timeline/words.py"/>
        <source>{tasks} in {groups}</source>
        <translation>{tasks}，{groups}</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/timeline/words.py"/>
        <source>times out</source>
        <translation>超时</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/timeline/words.py"/>
        <source>gives up</source>
        <translation>放弃</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/timeline/words.py"/>
        <source>{done} of {all}</source>
        <translation>{done}/{all}</translation>
    </message>
</context>
<context>
    <name>tray</name>
    <message numerus="yes">
        <location filename="../../waitgui/views/tray_words.py"/>
        <source>%n running</source>
        <translation><numerusform>%n 个运行中</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/views/tray_words.py"/>
        <source>%n failed</source>
        <translation><numerusform>%n 个失败</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/views/tray_words.py"/>
        <source>%n waiting</source>
        <translation><numerusform>%n 个等待中</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../waitgui/views/tray_words.py"/>
        <source>%n paused</source>
        <translation><numerusform>%n 个已暂停</numerusform></translation>
    </message>
    <message>
        <location filename="../../waitgui/views/tray_words.py"/>
        <source>Nothing is running</source>
        <translation>没有任务在运行</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/tray_words.py"/>
        <source>Next: {task} in {time}</source>
        <translation>下一次：{task}，{time}后</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/tray_words.py"/>
        <source>Next: {task} now</source>
        <translation>下一次：{task}，现在</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/tray_words.py"/>
        <source>{task} – in {time}</source>
        <translation>{task} – {time}后</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/tray_words.py"/>
        <source>{task} – failed</source>
        <translation>{task} – 失败</translation>
    </message>
    <message>
        <location filename="../../waitgui/views/tray_words.py"/>
        <source>{task} – failed {time}</source>
        <translation>{task} – 失败 {time}</translation>
    </message>
</context>
<context>
    <name>units</name>
    <message>
        <location filename="../../waitgui/tasks/words.py"/>
        <source>d</source>
        <comment>days</comment>
        <translation>天</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/words.py"/>
        <source>h</source>
        <comment>hours</comment>
        <translation>小时</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/words.py"/>
        <source>min</source>
        <comment>minutes beside another unit</comment>
        <translation>分</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/words.py"/>
        <source>s</source>
        <comment>seconds</comment>
        <translation>秒</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/words.py"/>
        <source>min</source>
        <comment>minutes alone</comment>
        <translation>分钟</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/words.py"/>
        <source>ms</source>
        <comment>milliseconds</comment>
        <translation>毫秒</translation>
    </message>
    <message>
        <location filename="../../waitgui/tasks/words.py"/>
        <source>{number} %</source>
        <comment>per cent</comment>
        <translation>{number}%</translation>
    </message>
</context>
</TS>
