from django.db import migrations, models

import kontor.hub.foundation.partial_dates


class Migration(migrations.Migration):

    dependencies = [
        ('partnerships', '0003_recommendations'),
    ]

    operations = [
        migrations.AddField(
            model_name='activity',
            name='start',
            field=kontor.hub.foundation.partial_dates.PartialDateField(blank=True, default='', verbose_name='from'),
        ),
        migrations.AddField(
            model_name='activity',
            name='end',
            field=kontor.hub.foundation.partial_dates.PartialDateField(blank=True, default='', verbose_name='to'),
        ),
        migrations.AddField(
            model_name='activity',
            name='date_text',
            field=models.CharField(blank=True, max_length=250, verbose_name='date as stated'),
        ),
    ]
