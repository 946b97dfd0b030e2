// الجلسات: الدعوة إليها وجدول أعمالها وقاعتها. In Arabic.
import type { meetings as en } from '../en/meetings'

export const meetings: Record<keyof typeof en, string> = {
  'meetings.name': 'الجلسة {number}',
  'meetings.mode.public': 'علنية',
  'meetings.mode.closed': 'مغلقة',
  'meetings.mode.not-attributed': 'دون نسبة الأقوال',
  'meetings.mode.public.says': 'يمكن لأي كان متابعتها.',
  'meetings.mode.closed.says': 'لا يتابعها إلا الجالسون إلى المائدة.',
  'meetings.mode.not-attributed.says': 'يجوز استخدام ما يقال دون ذكر من قاله. ولا يحوي السجل أي اسم.',
  'meetings.stage.called': 'مدعو إليها',
  'meetings.stage.open': 'مفتوحة',
  'meetings.stage.suspended': 'معلقة',
  'meetings.stage.closed': 'مختتمة',
  'meetings.stage.cancelled': 'ملغاة',
  'meetings.how.on-line': 'عبر الإنترنت',
  'meetings.how.in-the-room': 'في القاعة',
  'meetings.when': '{date}، من {from} إلى {to} (\u2068{zone}\u2069)',
  'meetings.where.online': 'عبر الإنترنت',
  'meetings.where.both': '\u2068{place}\u2069، وعبر الإنترنت',
  'meetings.mail.called.subject': 'إشعار بجلسة',
  'meetings.mail.called.text': '{name}،\n\nدُعي إلى عقد الجلسة التالية: {body}، {meeting}.\n\nالموعد: {when}\nالمكان: {where}\nالنوع: {mode}\n\n{link}\n\nملف التقويم مرفق.',
  'meetings.mail.changed.subject': 'تغيير في جلسة',
  'meetings.mail.changed.text': '{name}،\n\nتغيرت هذه الجلسة: {body}، {meeting}. وتُعقد الآن كما يلي:\n\nالموعد: {when}\nالمكان: {where}\nالنوع: {mode}\n\n{link}\n\nيحدّث ملف التقويم المرفق القيد الموجود لديكم.',
  'meetings.mail.cancelled.subject': 'إلغاء جلسة',
  'meetings.mail.cancelled.text': '{name}،\n\nأُلغيت هذه الجلسة: {body}، {meeting}، {when}.\n\nالسبب: {reason}\n\nيحذف ملف التقويم المرفق القيد الموجود لديكم من تقويمكم.',
}
